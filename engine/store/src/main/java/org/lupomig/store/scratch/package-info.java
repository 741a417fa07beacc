/**
 * What a rehearsal needs of servers: a scratch server is filled, emptied, and compared with itself by a dump that knows
 * nothing of the engine's fingerprints.
 */
@NullMarked
package org.lupomig.store.scratch;

import org.jspecify.annotations.NullMarked;
