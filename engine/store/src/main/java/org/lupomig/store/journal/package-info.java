/** The store on a MariaDB server: what is written, how it is read, and the lock with its fence. */
@NullMarked
package org.lupomig.store.journal;

import org.jspecify.annotations.NullMarked;
