/** Facts about SQL statements. */
@NullMarked
package org.lupomig.model.sql;

import org.jspecify.annotations.NullMarked;
