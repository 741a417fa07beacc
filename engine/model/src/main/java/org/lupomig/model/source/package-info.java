/** Where text stands: files, spans, lines and columns. */
@NullMarked
package org.lupomig.model.source;

import org.jspecify.annotations.NullMarked;
