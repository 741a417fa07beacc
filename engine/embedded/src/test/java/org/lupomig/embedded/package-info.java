/** Tests of the embedded server, without one and with one. */
@NullMarked
package org.lupomig.embedded;

import org.jspecify.annotations.NullMarked;
