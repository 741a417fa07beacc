/** The way back of a run as statements that a person can send, from the journal alone. */
@NullMarked
package org.lupomig.orchestrator.byhand;

import org.jspecify.annotations.NullMarked;
