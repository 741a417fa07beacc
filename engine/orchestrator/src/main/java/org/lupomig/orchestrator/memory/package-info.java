/** A store that forgets: for the store's own plan, and for tests. */
@NullMarked
package org.lupomig.orchestrator.memory;

import org.jspecify.annotations.NullMarked;
