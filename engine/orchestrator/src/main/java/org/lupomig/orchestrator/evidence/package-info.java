/** What a statement found and left, as it is journaled. */
@NullMarked
package org.lupomig.orchestrator.evidence;

import org.jspecify.annotations.NullMarked;
