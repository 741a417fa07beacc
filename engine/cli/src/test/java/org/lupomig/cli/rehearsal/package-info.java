/** Tests. */
@NullMarked
package org.lupomig.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
