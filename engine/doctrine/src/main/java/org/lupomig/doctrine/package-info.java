/** The doctrine: which rules there are, what they find in facts, and how much each finding weighs. */
@NullMarked
package org.lupomig.doctrine;

import org.jspecify.annotations.NullMarked;
