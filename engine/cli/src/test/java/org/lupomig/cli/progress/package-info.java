/** Tests. */
@NullMarked
package org.lupomig.cli.progress;

import org.jspecify.annotations.NullMarked;
