/** Order out of dependencies. */
@NullMarked
package org.lupomig.compiler.graph;

import org.jspecify.annotations.NullMarked;
