/** Tests. */
@NullMarked
package org.lupomig.cli.project;

import org.jspecify.annotations.NullMarked;
