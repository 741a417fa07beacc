/** A real MariaDB server as a child process: unpacked or found, started, found again after a crash, stopped. */
@NullMarked
package org.lupomig.embedded;

import org.jspecify.annotations.NullMarked;
