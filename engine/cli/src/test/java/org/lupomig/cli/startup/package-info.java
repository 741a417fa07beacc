/** Tests of the launcher, with a Java and a build that only say what they were told. */
@NullMarked
package org.lupomig.cli.startup;

import org.jspecify.annotations.NullMarked;
