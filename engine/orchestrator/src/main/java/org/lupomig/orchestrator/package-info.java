/** The engine: runs plans, rolls them back, recovers what a crash left. */
@NullMarked
package org.lupomig.orchestrator;

import org.jspecify.annotations.NullMarked;
