package org.lupomig.model.doctrine;

import java.util.List;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;

/**
 * What a statement does to rows.
 *
 * @param verb {@code INSERT}, {@code REPLACE}, {@code UPDATE}, {@code DELETE} or {@code LOAD}
 * @param tables those whose rows it changes
 * @param joined whether it goes through more than one table, or says {@code LIMIT}: then it need not change all rows
 * @param where whether it has a {@code WHERE} of its own
 * @param place its first words
 */
public record RowsChanged(
        SqlStatement statement, String verb, List<ObjectName> tables, boolean joined, boolean where, Location place) {
    public RowsChanged {
        tables = List.copyOf(tables);
    }
}
