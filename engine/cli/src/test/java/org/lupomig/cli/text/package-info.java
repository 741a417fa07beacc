/** Tests. */
@NullMarked
package org.lupomig.cli.text;

import org.jspecify.annotations.NullMarked;
