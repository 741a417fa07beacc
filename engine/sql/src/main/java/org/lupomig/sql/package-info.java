/** SQL text to statements and facts. Pure: reads no file, opens no connection, remembers nothing. */
@NullMarked
package org.lupomig.sql;

import org.jspecify.annotations.NullMarked;
