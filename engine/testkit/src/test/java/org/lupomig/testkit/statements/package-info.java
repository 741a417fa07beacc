/** Tests of the reading of statement files. */
@NullMarked
package org.lupomig.testkit.statements;

import org.jspecify.annotations.NullMarked;
