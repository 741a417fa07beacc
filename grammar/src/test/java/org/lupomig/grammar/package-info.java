/** Tests of the grammar. */
@NullMarked
package org.lupomig.grammar;

import org.jspecify.annotations.NullMarked;
