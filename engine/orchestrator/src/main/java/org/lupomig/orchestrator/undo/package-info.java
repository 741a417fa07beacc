/** Back: what a statement needs to be undone, and undoing it. */
@NullMarked
package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.NullMarked;
