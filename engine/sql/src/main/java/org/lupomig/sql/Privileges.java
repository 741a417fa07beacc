package org.lupomig.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.NearestName;

/** The privileges of MariaDB, by the names of all versions from 10.6 on. */
final class Privileges {
    private static final Set<String> NAMES = Set.of(
            "ALL",
            "ALL PRIVILEGES",
            "ALTER",
            "ALTER ROUTINE",
            "BINLOG ADMIN",
            "BINLOG MONITOR",
            "BINLOG REPLAY",
            "CONNECTION ADMIN",
            "CREATE",
            "CREATE ROUTINE",
            "CREATE TABLESPACE",
            "CREATE TEMPORARY TABLES",
            "CREATE USER",
            "CREATE VIEW",
            "DELETE",
            "DELETE HISTORY",
            "DELETE VERSIONING ROWS",
            "DROP",
            "EVENT",
            "EXECUTE",
            "FEDERATED ADMIN",
            "FILE",
            "GRANT OPTION",
            "INDEX",
            "INSERT",
            "LOCK TABLES",
            "PROCESS",
            "READ ONLY ADMIN",
            "READ_ONLY ADMIN",
            "REFERENCES",
            "RELOAD",
            "REPLICA MONITOR",
            "REPLICATION CLIENT",
            "REPLICATION MASTER ADMIN",
            "REPLICATION REPLICA",
            "REPLICATION REPLICA ADMIN",
            "REPLICATION SLAVE",
            "REPLICATION SLAVE ADMIN",
            "SELECT",
            "SET USER",
            "SHOW CREATE ROUTINE",
            "SHOW DATABASES",
            "SHOW VIEW",
            "SHUTDOWN",
            "SLAVE MONITOR",
            "SUPER",
            "TRIGGER",
            "UPDATE",
            "USAGE");

    private Privileges() {}

    /**
     * Why no server knows a privilege, one clause; null where one may.
     *
     * @param name in upper case, its words one blank apart
     * @param shown as messages show it
     */
    static @Nullable String whyNot(String name, String shown) {
        if (NAMES.contains(name)) {
            return null;
        }
        String near = NearestName.of(name, NAMES).orElse(null);
        if (near != null) {
            return "'" + shown + "' is no privilege (did you mean " + near + "?)";
        }
        // what later versions add has such names
        boolean later = name.endsWith(" ADMIN") || name.endsWith(" MONITOR");
        return later ? null : "'" + shown + "' is no privilege";
    }

    /** Whether a word is part of a privilege's name. */
    static boolean knowsWord(String word) {
        return NAMES.stream().anyMatch(name -> List.of(name.split(" ")).contains(word));
    }
}
