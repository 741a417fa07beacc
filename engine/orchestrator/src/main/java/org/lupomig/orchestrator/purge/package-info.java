/** What is kept for the way back of batches, and removing it. */
@NullMarked
package org.lupomig.orchestrator.purge;

import org.jspecify.annotations.NullMarked;
