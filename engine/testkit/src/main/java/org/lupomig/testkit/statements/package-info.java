/** Statements to prove the reading and the undoing of SQL on, each with data that it meets. */
@NullMarked
package org.lupomig.testkit.statements;

import org.jspecify.annotations.NullMarked;
