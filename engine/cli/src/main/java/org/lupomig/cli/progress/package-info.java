/** Shows a run while it goes on: on a terminal, in a log, or to a program. */
@NullMarked
package org.lupomig.cli.progress;

import org.jspecify.annotations.NullMarked;
