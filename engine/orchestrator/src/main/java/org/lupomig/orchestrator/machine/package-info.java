/** The state machine as data. */
@NullMarked
package org.lupomig.orchestrator.machine;

import org.jspecify.annotations.NullMarked;
