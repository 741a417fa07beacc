/** Addresses of servers, connections to them, and what their errors mean. */
@NullMarked
package org.lupomig.store.connect;

import org.jspecify.annotations.NullMarked;
