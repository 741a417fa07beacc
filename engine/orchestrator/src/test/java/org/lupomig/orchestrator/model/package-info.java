/** Random sequences of what operators, failures and other people do, against a small model of what must come of it. */
@NullMarked
package org.lupomig.orchestrator.model;

import org.jspecify.annotations.NullMarked;
