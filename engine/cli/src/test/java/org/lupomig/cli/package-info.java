/** Tests. */
@NullMarked
package org.lupomig.cli;

import org.jspecify.annotations.NullMarked;
