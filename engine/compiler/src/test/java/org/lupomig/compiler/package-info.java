/** Tests of the compiler. */
@NullMarked
package org.lupomig.compiler;

import org.jspecify.annotations.NullMarked;
