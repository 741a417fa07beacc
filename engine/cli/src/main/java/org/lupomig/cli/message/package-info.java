/** What the command line itself has to say, and how a refusal travels: as a value. */
@NullMarked
package org.lupomig.cli.message;

import org.jspecify.annotations.NullMarked;
