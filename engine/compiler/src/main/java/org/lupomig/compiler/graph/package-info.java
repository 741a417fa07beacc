/** Order out of dependencies, on plain numbers: it knows neither steps nor messages. */
@NullMarked
package org.lupomig.compiler.graph;

import org.jspecify.annotations.NullMarked;
