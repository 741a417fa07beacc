/** A MariaDB server as the target of plans: sessions, definitions, facts. */
@NullMarked
package org.lupomig.store.target;

import org.jspecify.annotations.NullMarked;
