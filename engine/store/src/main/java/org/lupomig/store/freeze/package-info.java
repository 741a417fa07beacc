/** Keeps writers out of a MariaDB server. */
@NullMarked
package org.lupomig.store.freeze;

import org.jspecify.annotations.NullMarked;
