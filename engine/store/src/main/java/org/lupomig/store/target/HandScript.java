package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.byhand.HandAct;
import org.lupomig.orchestrator.port.Definitions.Back;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * What is to be done by hand, as a script for the {@code mariadb} client. What cannot be sent as it stands there,
 * because it is only perhaps needed or has a password in it, is a comment.
 */
public final class HandScript {
    private static final String SETTINGS = "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0,"
            + " check_constraint_checks = 0, unique_checks = 1, character_set_client = utf8mb4, collation_connection = utf8mb4_general_ci";

    private final String heldSchema;
    private final UnaryOperator<String> withoutSecrets;
    private final StringBuilder out = new StringBuilder(4096);
    private String zone = "";

    private HandScript(String heldSchema, UnaryOperator<String> withoutSecrets) {
        this.heldSchema = heldSchema;
        this.withoutSecrets = withoutSecrets;
    }

    /**
     * The script.
     *
     * @param about what stands above it, line by line
     * @param withoutSecrets puts {@link Statement#SECRET} in place of passwords and their hashes
     */
    public static String of(
            List<String> about, List<HandAct> acts, String heldSchema, UnaryOperator<String> withoutSecrets) {
        HandScript script = new HandScript(heldSchema, withoutSecrets);
        about.forEach(script::comment);
        script.out.append('\n');
        script.send("SET NAMES utf8mb4");
        script.send(SETTINGS + ", explicit_defaults_for_timestamp = 1");
        acts.forEach(script::act);
        return script.out.toString();
    }

    /** These lines, and nothing to be sent. */
    public static String comments(List<String> lines) {
        HandScript script = new HandScript("", UnaryOperator.identity());
        lines.forEach(script::comment);
        return script.out.toString();
    }

    private void act(HandAct act) {
        if (act instanceof HandAct.Note note) {
            out.append('\n');
            comment(note.text());
        } else if (act instanceof HandAct.Shown shown) {
            comment(hidden(shown.text()));
        } else if (act instanceof HandAct.Zone other) {
            if (!zone.equals(other.name())) {
                zone = other.name();
                send("SET time_zone = " + SqlQuoting.literal(zone));
            }
        } else if (act instanceof HandAct.Send send) {
            statements(send.operation()).forEach(this::send);
        } else if (act instanceof HandAct.Perhaps perhaps) {
            for (String sql : statements(perhaps.operation())) {
                comment(hidden(sql) + ";");
            }
        } else if (act instanceof HandAct.MoveAside aside) {
            for (String sql : aside(aside.rename(), aside.keys())) {
                if (aside.sure()) {
                    send(sql);
                } else {
                    comment(sql + ";");
                }
            }
        } else if (act instanceof HandAct.AsideUnlessGone aside) {
            unlessGone(aside);
        } else if (act instanceof HandAct.ListsReferring) {
            send("SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME FROM"
                    + " information_schema.REFERENTIAL_CONSTRAINTS WHERE UNIQUE_CONSTRAINT_SCHEMA = "
                    + SqlQuoting.literal(heldSchema));
        } else if (act instanceof HandAct.CopyAside copy) {
            send(copyAside(copy));
        } else if (act instanceof HandAct.Needs needs) {
            needs(needs.table(), needs.rows());
        } else if (act instanceof HandAct.Rows rows) {
            rows(rows);
        } else if (act instanceof HandAct.Values values) {
            values(values);
        }
    }

    private void needs(ObjectName table, @Nullable Long rows) {
        if (rows == null) {
            send("SELECT 1 FROM " + SqlQuoting.identifier(table) + " LIMIT 0");
            return;
        }
        String stops = "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = "
                + SqlQuoting.literal(table + " has not the " + rows + " rows that it kept");
        send("SET @lupomig_kept = (SELECT COUNT(*) = " + rows + " FROM " + SqlQuoting.identifier(table) + ")");
        send("EXECUTE IMMEDIATE IF(@lupomig_kept, 'DO 1', " + SqlQuoting.literal(stops) + ")");
    }

    /** By its id, or by where it is: what has its name by now may be somebody else's. */
    private void unlessGone(HandAct.AsideUnlessGone aside) {
        StringJoiner there = new StringJoiner(" AND ");
        if (aside.tableId() != null) {
            there.add("EXISTS (SELECT 1 FROM information_schema.INNODB_SYS_TABLES WHERE TABLE_ID = " + aside.tableId()
                    + ")");
        }
        for (ObjectName name : aside.unless()) {
            there.add("NOT EXISTS (SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
                    + SqlQuoting.literal(Catalogue.schemaOf(name)) + " AND TABLE_NAME = "
                    + SqlQuoting.literal(name.name()) + ")");
        }
        String gone = "SELECT " + SqlQuoting.literal(aside.rename().from() + " has gone already");
        send("SET @lupomig_there = " + there);
        for (String sql : aside(aside.rename(), aside.keys())) {
            send("EXECUTE IMMEDIATE IF(@lupomig_there, " + SqlQuoting.literal(sql) + ", " + SqlQuoting.literal(gone)
                    + ")");
        }
    }

    /** The keys go where they have the names that are known: with their table some would get others. */
    private List<String> aside(Rename rename, List<String> keys) {
        StringJoiner drops = new StringJoiner(", ");
        keys.forEach(key -> drops.add("DROP FOREIGN KEY IF EXISTS " + SqlQuoting.identifier(key)));
        String moves = OperationSql.of(new TargetOperation.RenameTables(List.of(rename)), heldSchema);
        return keys.isEmpty()
                ? List.of(moves)
                : List.of("ALTER TABLE " + SqlQuoting.identifier(rename.from()) + " " + drops, moves);
    }

    private static String copyAside(HandAct.CopyAside copy) {
        String from = copy.kept() == null ? "" : new KeptSql(copy.table(), copy.kept()).imagedToo();
        return makeAside(copy.table(), copy.aside(), from);
    }

    private void rows(HandAct.Rows rows) {
        for (HandAct.Table table : rows.tables()) {
            send(makeAside(table.image().table(), table.aside(), " LIMIT 0"));
        }
        send("START TRANSACTION");
        List<String> inserts = new ArrayList<>();
        for (HandAct.Table table : rows.tables()) {
            RowSql sql = new RowSql(
                    table.image().table(),
                    table.image().image(),
                    table.image().extent(),
                    columns(table.columns()),
                    table.key(),
                    table.keys(),
                    "");
            send(moveAside(table.image().table(), table.aside(), sql.these()));
            send(sql.remove());
            if (sql.extent() != Extent.ADDED) {
                inserts.add(sql.insert(false));
            }
        }
        inserts.forEach(this::send);
        send("COMMIT");
    }

    private void values(HandAct.Values values) {
        KeptSql sql = new KeptSql(values.table(), values.kept());
        HandAct.Aside aside = values.aside();
        if (aside != null) {
            send(makeAside(values.table(), aside, " LIMIT 0"));
            send("START TRANSACTION");
            send(moveAside(values.table(), aside, ""));
            send(sql.empty());
            send("COMMIT");
        }
        values.way().first().forEach(this::back);
        if (aside != null || !values.kept().partitions().isEmpty()) {
            send(sql.insert(columns(values.columns())));
        } else {
            send(sql.restore(values.counting()));
        }
        values.way().last().forEach(this::back);
    }

    /** A table for the rows of now. Where it is there already, the script was sent before: it stops at this. */
    private static String makeAside(ObjectName table, HandAct.Aside aside, String which) {
        return "CREATE TABLE " + SqlQuoting.identifier(aside.to()) + " ENGINE=InnoDB AS SELECT "
                + names(aside, SqlQuoting.identifier(table) + ".") + " FROM " + SqlQuoting.identifier(table) + which;
    }

    /** Nobody can write to the rows, or add any, until they are taken away in the same transaction. */
    private static String moveAside(ObjectName table, HandAct.Aside aside, String which) {
        return "INSERT INTO " + SqlQuoting.identifier(aside.to()) + " (" + names(aside, "") + ") SELECT "
                + names(aside, SqlQuoting.identifier(table) + ".") + " FROM " + SqlQuoting.identifier(table) + which
                + " FOR UPDATE";
    }

    private static String names(HandAct.Aside aside, String before) {
        StringJoiner names = new StringJoiner(", ");
        aside.columns().forEach(name -> names.add(before + SqlQuoting.identifier(name)));
        return names.toString();
    }

    private void back(Back each) {
        send("SET STATEMENT sql_mode = 'NO_AUTO_VALUE_ON_ZERO', system_versioning_alter_history = KEEP,"
                + " check_constraint_checks = 0, foreign_key_checks = " + (each.refers() ? 1 : 0) + " FOR "
                + each.sql());
    }

    private static List<ImageColumn> columns(List<String> names) {
        return names.stream()
                .map(name -> new ImageColumn(name, "", "", null, null))
                .toList();
    }

    private List<String> statements(TargetOperation operation) {
        if (operation instanceof TargetOperation.RestoreObject restore) {
            return restored(restore);
        }
        if (operation instanceof TargetOperation.RestoreAccount restore) {
            List<String> all = new ArrayList<>(List.of("SET sql_mode = ''"));
            all.addAll(AccountRestore.statements(restore));
            all.add(SETTINGS);
            return all;
        }
        String sql = OperationSql.of(operation, heldSchema);
        return operation instanceof TargetOperation.DropSchema drop ? whereEmpty(drop.schema(), sql) : List.of(sql);
    }

    /** What others have put into a schema that the plan made stays, and so does the schema. */
    private static List<String> whereEmpty(String schema, String sql) {
        String name = SqlQuoting.literal(schema);
        StringJoiner contents = new StringJoiner(" UNION ALL ");
        contents.add("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + name);
        contents.add("SELECT 1 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = " + name);
        contents.add("SELECT 1 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = " + name);
        String stays = "SELECT " + SqlQuoting.literal("schema " + schema + " is not empty, and stays");
        return List.of(
                "SET @lupomig_full = EXISTS (" + contents + ")",
                "EXECUTE IMMEDIATE IF(@lupomig_full, " + SqlQuoting.literal(stays) + ", " + SqlQuoting.literal(sql)
                        + ")");
    }

    /** Under the settings that it was made under. */
    private List<String> restored(TargetOperation.RestoreObject restore) {
        Map<String, String> settings = restore.before().settings();
        List<String> all = new ArrayList<>();
        String schema = restore.object().schema();
        if (schema != null) {
            all.add("USE " + SqlQuoting.identifier(schema));
        }
        Map<String, String> made = new TreeMap<>();
        for (String name : List.of(
                ObjectCatalogue.SQL_MODE,
                ObjectCatalogue.CHARSET,
                ObjectCatalogue.COLLATION,
                ObjectCatalogue.TIME_ZONE)) {
            String value = settings.get(name);
            if (value != null) {
                made.put(name, name + " = " + SqlQuoting.literal(value));
            }
        }
        if (!made.isEmpty()) {
            all.add("SET " + String.join(", ", made.values()));
        }
        all.addAll(ObjectRestore.statements(restore));
        if (!made.isEmpty()) {
            String back = made.containsKey(ObjectCatalogue.TIME_ZONE) && !zone.isEmpty()
                    ? ", time_zone = " + SqlQuoting.literal(zone)
                    : "";
            all.add(SETTINGS + back);
        }
        return all;
    }

    private void comment(String text) {
        text.lines().forEach(line -> out.append(line.isBlank() ? "--" : "-- " + line)
                .append('\n'));
    }

    /** Without passwords and their hashes. */
    private String hidden(String sql) {
        return Statement.mentionsSecrets(sql) ? withoutSecrets.apply(sql) : sql;
    }

    private void send(String sql) {
        String shown = hidden(sql);
        if (shown.isEmpty() || (!shown.equals(sql) && shown.contains(Statement.SECRET))) {
            comment("with the password, or its hash, which is not shown here:");
            comment(shown + ";");
        } else if (sql.indexOf(';') < 0) {
            out.append(sql).append(";\n");
        } else {
            String end = "$$";
            while (sql.contains(end)) {
                end += "$";
            }
            out.append("DELIMITER ").append(end).append('\n');
            out.append(sql).append('\n').append(end).append('\n');
            out.append("DELIMITER ;\n");
        }
    }

    /** How the client is told to read the script: as it stands, with the comments in bodies of programs. */
    public static String client() {
        return "mariadb --comments --binary-mode --default-character-set=utf8mb4 < FILE";
    }
}
