/** How long things take. */
@NullMarked
package org.lupomig.bench;

import org.jspecify.annotations.NullMarked;
