/** Bringing dead runs to an end. */
@NullMarked
package org.lupomig.orchestrator.recovery;

import org.jspecify.annotations.NullMarked;
