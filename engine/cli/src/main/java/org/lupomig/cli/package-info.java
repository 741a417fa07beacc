/** The {@code lupomig} command: one class per subcommand, each a thin layer over compiler and engine. */
@NullMarked
package org.lupomig.cli;

import org.jspecify.annotations.NullMarked;
