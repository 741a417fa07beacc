/** Makes commands start fast: which classes they load, and an archive of them for each Java. */
@NullMarked
package org.lupomig.cli.startup;

import org.jspecify.annotations.NullMarked;
