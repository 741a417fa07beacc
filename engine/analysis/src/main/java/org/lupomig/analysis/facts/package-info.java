/** Makes the facts that rules see out of what the compiler and the reader of SQL have read. */
@NullMarked
package org.lupomig.analysis.facts;

import org.jspecify.annotations.NullMarked;
