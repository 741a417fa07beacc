@NullMarked
package org.lupomig.analysis;

import org.jspecify.annotations.NullMarked;
