/** That what is measured is right. */
@NullMarked
package org.lupomig.bench;

import org.jspecify.annotations.NullMarked;
