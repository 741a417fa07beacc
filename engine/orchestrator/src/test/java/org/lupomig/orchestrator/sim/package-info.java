/** A MariaDB server, its clients and their store, simulated: what tests of the engine run against. */
@NullMarked
package org.lupomig.orchestrator.sim;

import org.jspecify.annotations.NullMarked;
