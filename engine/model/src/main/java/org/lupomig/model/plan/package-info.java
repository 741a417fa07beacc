/** The compiled plan: an immutable graph of batches and steps. */
@NullMarked
package org.lupomig.model.plan;

import org.jspecify.annotations.NullMarked;
