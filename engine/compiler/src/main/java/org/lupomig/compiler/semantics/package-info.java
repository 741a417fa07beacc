/** What a plan means: names, values, types, order, and what of it can be undone. */
@NullMarked
package org.lupomig.compiler.semantics;

import org.jspecify.annotations.NullMarked;
