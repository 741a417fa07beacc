/** Freezes the system while something changes, and thaws it. */
@NullMarked
package org.lupomig.orchestrator.freeze;

import org.jspecify.annotations.NullMarked;
