/** Checks: expressions and their values. */
@NullMarked
package org.lupomig.orchestrator.validation;

import org.jspecify.annotations.NullMarked;
