/** Tests. */
@NullMarked
package org.lupomig.testkit.wire;

import org.jspecify.annotations.NullMarked;
