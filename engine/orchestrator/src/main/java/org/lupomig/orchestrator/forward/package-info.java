/** What a forward statement comes to on the server that it meets: one strategy for each kind of statement. */
@NullMarked
package org.lupomig.orchestrator.forward;

import org.jspecify.annotations.NullMarked;
