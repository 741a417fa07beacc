/** What a command keeps for itself while it works, and who goes before whom where two have something in common. */
@NullMarked
package org.lupomig.orchestrator.claim;

import org.jspecify.annotations.NullMarked;
