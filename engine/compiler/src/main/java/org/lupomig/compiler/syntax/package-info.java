/** From the text of a plan to its syntax tree, whole for any text, with what is wrong said in the author's words. */
@NullMarked
package org.lupomig.compiler.syntax;

import org.jspecify.annotations.NullMarked;
