/** What is said about a user's text: coded, ranged, with a way to mend it. */
@NullMarked
package org.lupomig.model.diagnostic;

import org.jspecify.annotations.NullMarked;
