/** What people read on a terminal: pure functions from values to text. */
@NullMarked
package org.lupomig.cli.text;

import org.jspecify.annotations.NullMarked;
