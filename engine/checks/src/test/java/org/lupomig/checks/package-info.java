/** What holds the project together and no module can see by itself. */
@NullMarked
package org.lupomig.checks;

import org.jspecify.annotations.NullMarked;
