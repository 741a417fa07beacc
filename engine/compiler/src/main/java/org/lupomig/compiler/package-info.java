/** From the text of a plan to its names and graph. */
@NullMarked
package org.lupomig.compiler;

import org.jspecify.annotations.NullMarked;
