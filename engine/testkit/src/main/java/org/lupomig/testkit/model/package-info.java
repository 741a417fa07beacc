/** A small model of what must come of runs, rollbacks and purges, and random sequences of what may happen to them. */
@NullMarked
package org.lupomig.testkit.model;

import org.jspecify.annotations.NullMarked;
