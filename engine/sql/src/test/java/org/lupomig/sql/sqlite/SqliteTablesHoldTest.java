package org.lupomig.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.model.sql.Affinity;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.sql.sqlite.SqliteDatabase.Row;

/** What facts say of tables is what SQLite says of them: columns, types, defaults, keys, references, options. */
class SqliteTablesHoldTest {
    @TempDir
    private Path folder;

    private int databases;
    private int tables;

    @Test
    void tablesAreWhatTheirFactsSay() throws IOException, SQLException {
        for (SqliteCase each : SqliteCase.all()) {
            try (SqliteDatabase database = new SqliteDatabase(folder.resolve("d" + databases++))) {
                for (Statement statement : each.readGiven().statements()) {
                    run(database, statement);
                }
                for (Statement statement : each.read().statements()) {
                    run(database, statement);
                }
            }
        }
        assertThat(tables).isGreaterThan(50);
    }

    private void run(SqliteDatabase database, Statement statement) throws SQLException {
        boolean fresh = !(statement.fact() instanceof CreateTable create)
                || !database.objects().containsKey(create.table().toString());
        database.run(statement.sql());
        if (statement.fact() instanceof CreateTable create && create.query() == null && fresh) {
            compare(database, create);
            tables++;
        }
    }

    private static void compare(SqliteDatabase database, CreateTable create) throws SQLException {
        String of = "('" + create.table().name() + "', '" + create.table().schema() + "')";
        String as = create.toString();
        List<Row> xinfo = database.rows("SELECT * FROM pragma_table_xinfo" + of);
        List<String> actual = new ArrayList<>();
        xinfo.forEach(row -> actual.add(row.get("name") + " " + type(row.get("type")) + " " + row.get("dflt_value")
                + " " + row.get("notnull") + " " + row.get("pk") + " " + row.get("hidden")));
        List<String> said = new ArrayList<>();
        for (Column column : create.shape().columns()) {
            said.add(column.name() + " " + type(column.type()) + " " + defaultOf(column) + " "
                    + (isNotNull(create, column) ? 1 : 0) + " " + placeInKey(create, column) + " " + hidden(column));
        }
        assertThat(said).as(as).isEqualTo(actual);
        assertThat(references(create)).as(as).isEqualTo(references(database, of));
        long unique = database.rows("SELECT * FROM pragma_index_list" + of + " WHERE origin = 'u'")
                .size();
        assertThat(uniqueKeys(create)).as(as).isEqualTo(unique);
        Row listed = database.rows("SELECT wr, strict FROM pragma_table_list WHERE schema = '"
                        + create.table().schema() + "' AND name = '"
                        + create.table().name() + "'")
                .get(0);
        boolean strict = create.shape().option("STRICT") != null;
        assertThat(listed.get("strict")).as(as).isEqualTo(strict ? "1" : "0");
        assertThat(listed.get("wr")).as(as).isEqualTo(create.shape().option("WITHOUT ROWID") != null ? "1" : "0");
        if (!strict) {
            affinities(database, create);
        }
    }

    /** A table that is made from another has types that tell the other's affinities. */
    private static void affinities(SqliteDatabase database, CreateTable create) throws SQLException {
        database.run("CREATE TEMP TABLE copied AS SELECT * FROM "
                + create.table().schema() + ".\"" + create.table().name() + "\"");
        List<String> actual = new ArrayList<>();
        database.rows("SELECT type FROM pragma_table_xinfo('copied', 'temp')")
                .forEach(row -> actual.add(row.get("type")));
        database.run("DROP TABLE temp.copied");
        List<String> said = new ArrayList<>();
        for (Column column : create.shape().columns()) {
            said.add(
                    switch (Affinity.of(column.type())) {
                        case INTEGER -> "INT";
                        case TEXT -> "TEXT";
                        case BLOB -> "";
                        case REAL -> "REAL";
                        case NUMERIC -> "NUM";
                    });
        }
        assertThat(said).as(create.toString()).isEqualTo(actual);
    }

    private static String type(String declared) {
        return declared.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static String type(ColumnType type) {
        return type(type.name() + (type.arguments().isEmpty() ? "" : "(" + String.join(",", type.arguments()) + ")"));
    }

    private static String defaultOf(Column column) {
        if (column.defaultValue() == null) {
            return "";
        }
        String text = column.defaultValue().text();
        boolean enclosed = text.startsWith("(") && text.endsWith(")");
        return enclosed ? text.substring(1, text.length() - 1) : text;
    }

    /** In a table without rowid, and in a strict one, a primary key is never null. */
    private static boolean isNotNull(CreateTable create, Column column) {
        boolean held = create.shape().option("WITHOUT ROWID") != null;
        return column.notNull() || (held && placeInKey(create, column) > 0);
    }

    private static int placeInKey(CreateTable create, Column column) {
        boolean own = column.attributes().stream()
                .anyMatch(each -> each instanceof ColumnAttribute.InlineKey key && key.primary());
        for (Key key : create.shape().keys()) {
            for (int i = 0; i < key.parts().size(); i++) {
                boolean here = key.parts().get(i).column().equalsIgnoreCase(column.name());
                if (here && key.kind() == Key.Kind.PRIMARY) {
                    return i + 1;
                }
            }
        }
        return own ? 1 : 0;
    }

    private static int hidden(Column column) {
        ColumnAttribute.Generated generated = column.last(ColumnAttribute.Generated.class);
        return generated == null ? 0 : generated.stored() ? 3 : 2;
    }

    private static long uniqueKeys(CreateTable create) {
        long inline = create.shape().columns().stream()
                .flatMap(column -> column.attributes().stream())
                .filter(each -> each instanceof ColumnAttribute.InlineKey key && !key.primary())
                .count();
        return inline
                + create.shape().keys().stream()
                        .filter(key -> key.kind() == Key.Kind.UNIQUE)
                        .count();
    }

    private static Set<String> references(CreateTable create) {
        TreeSet<String> references = new TreeSet<>();
        for (Column column : create.shape().columns()) {
            ColumnAttribute.References said = column.last(ColumnAttribute.References.class);
            if (said != null) {
                references.add(reference(said.target(), List.of(column.name())));
            }
        }
        for (ForeignKey key : create.shape().foreignKeys()) {
            references.add(reference(
                    key.target(), key.columns().stream().map(Key.Part::column).toList()));
        }
        return references;
    }

    private static String reference(ForeignKey.Target target, List<String> columns) {
        List<String> parents = target.columns().stream().map(Key.Part::column).toList();
        return target.table().name().name() + " " + columns + " " + (parents.isEmpty() ? "[]" : parents) + " "
                + words(target.onDelete()) + " " + words(target.onUpdate());
    }

    private static String words(ForeignKey.@Nullable Action action) {
        return action == null ? "NO ACTION" : action.words();
    }

    private static Set<String> references(SqliteDatabase database, String of) throws SQLException {
        Map<String, List<Row>> keys = new TreeMap<>();
        for (Row row : database.rows("SELECT * FROM pragma_foreign_key_list" + of + " ORDER BY id, seq")) {
            keys.computeIfAbsent(row.get("id"), id -> new ArrayList<>()).add(row);
        }
        TreeSet<String> references = new TreeSet<>();
        for (List<Row> key : keys.values()) {
            List<String> parents = key.stream()
                    .map(row -> row.get("to"))
                    .filter(to -> !to.isEmpty())
                    .toList();
            references.add(SqliteWords.folded(key.get(0).get("table")) + " "
                    + key.stream().map(row -> row.get("from")).toList() + " " + parents + " "
                    + key.get(0).get("on_delete") + " " + key.get(0).get("on_update"));
        }
        return references;
    }
}
