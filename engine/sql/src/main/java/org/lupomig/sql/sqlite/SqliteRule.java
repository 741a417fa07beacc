package org.lupomig.sql.sqlite;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ClientCommand;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.TransactionFact;

/** Which statements may stand in a script for SQLite. All that can be rolled back, or undone by a copy of the file. */
final class SqliteRule {
    private SqliteRule() {}

    /** Why a statement is not run; null where it is. */
    static @Nullable Objection whyNot(StatementFact fact, SqliteNames names) {
        if (fact instanceof ClientCommand command) {
            return new Objection(ofShell(command), command.opening());
        } else if (fact instanceof TransactionFact transaction) {
            return switch (transaction.action()) {
                case ROLLBACK, ROLLBACK_TO ->
                    new Objection(
                            "a step is one transaction, which ends with the step; leave out what it would take back",
                            transaction.opening());
                default -> null;
            };
        } else if (fact instanceof SqliteFact.Attach attach) {
            return attach(attach, names);
        } else if (fact instanceof SqliteFact.Detach detach) {
            boolean own =
                    detach.schema().equals(SqliteNames.MAIN) || detach.schema().equals(SqliteNames.TEMP);
            String reason = detach.schema() + " is always there";
            return own
                    ? new Objection(reason, detach.schemaSpan())
                    : known(detach.schema(), detach.schemaSpan(), names);
        } else if (fact instanceof SqliteFact.Vacuum vacuum) {
            Objection unknown = known(vacuum.schema(), vacuum.opening(), names);
            SqlExpression into = vacuum.into();
            return unknown != null || into == null ? unknown : path(vacuum.file(), into);
        } else if (fact instanceof SqliteFact.Pragma pragma) {
            return pragma(pragma, names);
        } else if (fact instanceof SqliteFact.CreateVirtualTable create) {
            return isModule(create.module())
                    ? null
                    : new Objection(
                            "what the module " + create.module()
                                    + " keeps, and where, is not known; only those of SQLite"
                                    + " itself are: fts3, fts4, fts5, rtree, rtree_i32, geopoly",
                            create.opening());
        }
        return ownTables(fact);
    }

    private static String ofShell(ClientCommand command) {
        String shell = "it is a command of the sqlite3 shell, not of SQLite; ";
        return switch (command.command()) {
            case ".read" -> shell + "name the file in the plan with sql \"…\"";
            case ".open" -> shell + "declare the file in the plan: database NAME = sqlite \"…\"";
            case ".import" -> shell + "write the rows as INSERT";
            case ".load" -> shell + "do it outside of the plan: what an extension does is not known";
            case ".restore", ".clone", ".recover" -> shell + "do it outside of the plan";
            default -> shell + "leave it out";
        };
    }

    private static @Nullable Objection attach(SqliteFact.Attach attach, SqliteNames names) {
        if (names.knows(attach.schema())) {
            return new Objection("there is a schema " + attach.schema() + " already", attach.opening());
        }
        return attach.keepsRows() ? path(attach.file(), attach.value()) : null;
    }

    /** A file that is named is inside the project. */
    private static @Nullable Objection path(@Nullable String file, SqlExpression value) {
        if (file == null) {
            return new Objection("which file it means has to stand in it as a text", value.span());
        }
        String outside = "only a file of the project may be named, by its path from the plan's folder";
        boolean isUri = file.regionMatches(true, 0, "file:", 0, 5);
        boolean absolute =
                file.startsWith("/") || file.startsWith("\\") || (file.length() > 1 && file.charAt(1) == ':');
        boolean leaves = isUri || absolute || file.isEmpty();
        for (String part : file.replace('\\', '/').split("/", -1)) {
            leaves |= part.equals("..");
        }
        return leaves ? new Objection(outside, value.span()) : null;
    }

    private static @Nullable Objection pragma(SqliteFact.Pragma pragma, SqliteNames names) {
        String schema = pragma.schema();
        if (schema != null && !names.knows(schema)) {
            return Objection.unknownSchema(schema, pragma.opening());
        }
        return switch (PragmaKind.of(pragma)) {
            case DANGEROUS ->
                new Objection(
                        "it changes what SQLite itself relies on, beside all that could be read here; do it outside of the"
                                + " plan",
                        pragma.nameSpan());
            case UNKNOWN ->
                new Objection(
                        "no PRAGMA of this name is known to be safe, and SQLite passes over those it does not know without"
                                + " a word; leave it out",
                        pragma.nameSpan());
            default -> null;
        };
    }

    private static @Nullable Objection known(String schema, Span at, SqliteNames names) {
        return names.knows(schema) ? null : Objection.unknownSchema(schema, at);
    }

    private static boolean isModule(String module) {
        return switch (module) {
            case "fts3", "fts4", "fts4aux", "fts5", "fts5vocab", "geopoly", "rtree", "rtree_i32" -> true;
            default -> false;
        };
    }

    /** Tables that SQLite keeps for itself: rows of some may be changed, definitions of none. */
    private static @Nullable Objection ownTables(StatementFact fact) {
        Span at = fact.opening() == null ? Span.at(0) : fact.opening();
        for (Touch touch : SqliteTouches.of(fact)) {
            String table = touch.table() == null ? "" : touch.table();
            if (table.equals("sqlite_dbpage")) {
                return Objection.belowTables(table, at);
            }
            boolean changes = touch.access() != Touch.Access.READS;
            boolean rows = touch.access() == Touch.Access.WRITES && !table.equals("sqlite_schema");
            if (table.startsWith("sqlite_") && changes && !rows) {
                return new Objection(new ObjectName(null, table) + " is SQLite's own", at);
            }
        }
        return null;
    }
}
