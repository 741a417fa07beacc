/** Tests. */
@NullMarked
package org.lupomig.store.scratch;

import org.jspecify.annotations.NullMarked;
