/**
 * What the server was seen to do, on which the engine's ways are built: each a test, so that a server that does
 * otherwise is noticed. Nothing of the engine is in them.
 */
@NullMarked
package org.lupomig.store.facts;

import org.jspecify.annotations.NullMarked;
