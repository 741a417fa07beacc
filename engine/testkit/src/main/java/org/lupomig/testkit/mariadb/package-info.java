/** A real MariaDB for integration tests: the best one that this machine has, one per test JVM. */
@NullMarked
package org.lupomig.testkit.mariadb;

import org.jspecify.annotations.NullMarked;
