/** What plans mean, held to golden files. */
@NullMarked
package org.lupomig.compiler.semantics;

import org.jspecify.annotations.NullMarked;
