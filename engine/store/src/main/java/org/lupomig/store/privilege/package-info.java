/** What the work of a plan needs to be allowed, and what an account is allowed. */
@NullMarked
package org.lupomig.store.privilege;

import org.jspecify.annotations.NullMarked;
