package org.lupomig.store.target;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Ties;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Reads what leads from one table of a server to another: all foreign keys, and in some schemas what else does. */
final class TableTies {
    private static final String INNODB = "SELECT " + Catalogue.plain("SUBSTRING_INDEX(FOR_NAME, '/', 1)") + ", "
            + Catalogue.plain("SUBSTRING(FOR_NAME, LOCATE('/', FOR_NAME) + 1)") + ", "
            + Catalogue.plain("SUBSTRING_INDEX(REF_NAME, '/', 1)") + ", "
            + Catalogue.plain("SUBSTRING(REF_NAME, LOCATE('/', REF_NAME) + 1)")
            + " FROM information_schema.INNODB_SYS_FOREIGN WHERE FOR_NAME <> REF_NAME";

    private static final String REFERENTIAL = "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, UNIQUE_CONSTRAINT_SCHEMA,"
            + " REFERENCED_TABLE_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS";

    /** Engines whose tables keep their rows themselves. */
    private static final String OWN_ROWS =
            "('InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'CSV', 'ARCHIVE', 'ROCKSDB', 'SEQUENCE')";

    private TableTies() {}

    static Ties of(ServerConnection reader, Set<String> schemas) {
        Set<ObjectName> leading = new HashSet<>();
        for (String schema : schemas) {
            leading.addAll(reader.list(
                    "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND (TABLE_TYPE = 'VIEW'"
                            + " OR ENGINE NOT IN " + OWN_ROWS + ")"
                            + " UNION SELECT EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS"
                            + " WHERE EVENT_OBJECT_SCHEMA = ?",
                    (row, ctx) -> new ObjectName(schema, row.getString(1)),
                    schema,
                    schema));
        }
        return new Ties(references(reader), leading);
    }

    private static List<Ties.Reference> references(ServerConnection reader) {
        try {
            return references(reader, INNODB);
        } catch (ServerRefused e) {
            if (e.code() != ServerError.RIGHT_MISSING) {
                throw e;
            }
            return references(reader, REFERENTIAL);
        }
    }

    private static List<Ties.Reference> references(ServerConnection reader, String sql) {
        return reader.list(
                sql,
                (row, ctx) -> new Ties.Reference(
                        new ObjectName(row.getString(1), row.getString(2)),
                        new ObjectName(row.getString(3), row.getString(4))));
    }
}
