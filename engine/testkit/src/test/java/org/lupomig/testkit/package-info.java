/** Tests of what tests share. */
@NullMarked
package org.lupomig.testkit;

import org.jspecify.annotations.NullMarked;
