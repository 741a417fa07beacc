/** What programs read: one document per command, or one line per event. The shapes are described in docs/cli.md. */
@NullMarked
package org.lupomig.cli.json;

import org.jspecify.annotations.NullMarked;
