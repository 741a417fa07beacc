/** What people and programs read of the store beside runs, batches and steps. */
@NullMarked
package org.lupomig.store.report;

import org.jspecify.annotations.NullMarked;
