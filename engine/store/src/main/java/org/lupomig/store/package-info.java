/** The store's schemas, its plan, and what is said about servers. */
@NullMarked
package org.lupomig.store;

import org.jspecify.annotations.NullMarked;
