/** The project on disk: its folder, its plans and its state folder. */
@NullMarked
package org.lupomig.cli.project;

import org.jspecify.annotations.NullMarked;
