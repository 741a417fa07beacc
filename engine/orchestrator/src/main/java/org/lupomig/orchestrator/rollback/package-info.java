/** An operator's rollback of what has completed. */
@NullMarked
package org.lupomig.orchestrator.rollback;

import org.jspecify.annotations.NullMarked;
