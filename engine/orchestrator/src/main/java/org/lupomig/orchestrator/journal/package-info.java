/** What the engine writes down: runs, transitions, statements, results. */
@NullMarked
package org.lupomig.orchestrator.journal;

import org.jspecify.annotations.NullMarked;
