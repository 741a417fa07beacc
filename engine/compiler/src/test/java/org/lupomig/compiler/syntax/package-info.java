/** Tests of the syntax tree: golden files, fuzzing, and the reading of texts. */
@NullMarked
package org.lupomig.compiler.syntax;

import org.jspecify.annotations.NullMarked;
