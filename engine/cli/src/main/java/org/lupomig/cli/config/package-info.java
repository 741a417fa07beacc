/** Settings: the project's file, the environment and the command's flags, in that order of growing weight. */
@NullMarked
package org.lupomig.cli.config;

import org.jspecify.annotations.NullMarked;
