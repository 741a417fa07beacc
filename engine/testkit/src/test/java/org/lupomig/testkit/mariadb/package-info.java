/** Tests of the database for tests. */
@NullMarked
package org.lupomig.testkit.mariadb;

import org.jspecify.annotations.NullMarked;
