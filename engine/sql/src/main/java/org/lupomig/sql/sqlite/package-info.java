/** SQL of SQLite to statements and facts. */
@NullMarked
package org.lupomig.sql.sqlite;

import org.jspecify.annotations.NullMarked;
