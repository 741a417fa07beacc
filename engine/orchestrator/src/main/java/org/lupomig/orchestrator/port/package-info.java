/** What the engine needs of the outside: a store, a target, definitions, a clock, listeners. */
@NullMarked
package org.lupomig.orchestrator.port;

import org.jspecify.annotations.NullMarked;
