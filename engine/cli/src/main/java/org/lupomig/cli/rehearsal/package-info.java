/** Rehearses plans on a scratch server: there and back, and broken off at every boundary between statements. */
@NullMarked
package org.lupomig.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
