/** Tests. */
@NullMarked
package org.lupomig.cli.config;

import org.jspecify.annotations.NullMarked;
