/** Facts about statements that nobody wrote, for tests of what is done with them. */
@NullMarked
package org.lupomig.testkit.sql;

import org.jspecify.annotations.NullMarked;
