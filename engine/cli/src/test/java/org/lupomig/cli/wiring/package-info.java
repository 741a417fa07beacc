/** Tests. */
@NullMarked
package org.lupomig.cli.wiring;

import org.jspecify.annotations.NullMarked;
