/** Puts the parts together: servers, stores, the engine and its ports. */
@NullMarked
package org.lupomig.cli.wiring;

import org.jspecify.annotations.NullMarked;
