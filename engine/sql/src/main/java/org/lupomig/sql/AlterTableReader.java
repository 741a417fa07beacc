package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;

/** Reads {@code ALTER TABLE}: every action that the manual knows. */
final class AlterTableReader {
    private static final String KIND = "ALTER TABLE";

    private final Cursor c;
    private final TableRef table;
    private final List<AlterAction> actions = new ArrayList<>();
    private final AlterAddReader adding;
    private final PartitionActionReader partitions;
    private @Nullable TableOption algorithm;
    private @Nullable TableOption lock;

    private AlterTableReader(Cursor c, TableRef table) {
        this.c = c;
        this.table = table;
        this.adding = new AlterAddReader(c, table.name().schema(), actions);
        this.partitions = new PartitionActionReader(c, actions);
    }

    /** The position of the word TABLE in {@code ALTER [ONLINE] [IGNORE] TABLE}; -1 where this is none. */
    static int tableWord(Cursor c) {
        int i = c.isWord(1, "ONLINE") ? 2 : 1;
        i += c.isWord(i, "IGNORE") ? 1 : 0;
        return c.isWord(i, "TABLE") ? i : -1;
    }

    static StatementFact read(Cursor c, int tableWord) {
        c.kind(KIND);
        c.moveTo(tableWord + 1);
        Span opening = c.since(0);
        Span online = c.isWord(1, "ONLINE") ? c.span(1, 2) : null;
        Span ignore = c.isWord(tableWord - 1, "IGNORE") ? c.span(tableWord - 1, tableWord) : null;
        Span guard = c.guard(false);
        TableRef table = c.table();
        SqlText waiting = c.waiting();
        AlterTableReader reader = new AlterTableReader(c, table);
        reader.actions();
        AlterClauses clauses = new AlterClauses(reader.algorithm, reader.lock, waiting, online, ignore, null);
        boolean renameAlone = reader.actions.size() == 1
                && clauses.ignore() == null
                && clauses.algorithm() == null
                && clauses.lock() == null;
        if (renameAlone && reader.actions.get(0) instanceof AlterAction.RenameTo rename) {
            return new RenameTable(
                    List.of(new Rename(table.name(), rename.to().name())),
                    List.of(table.span().union(rename.span())),
                    guard);
        }
        return new AlterTable(table, guard, reader.actions, clauses, KIND, opening);
    }

    private void actions() {
        // The server takes a statement without any, and so does nothing.
        boolean more = !c.atEnd();
        while (more) {
            action();
            // Partitions may stand behind the last action without a comma.
            more = c.acceptSymbol(',') || c.at("PARTITION", "BY") || c.at("REMOVE", "PARTITIONING");
        }
    }

    private void action() {
        int start = c.position();
        if (partitions.read(start)) {
            return;
        }
        switch (c.word()) {
            case "ADD" -> adding.read();
            case "DROP" -> drop(start);
            case "MODIFY" -> modify(start);
            case "CHANGE" -> change(start);
            case "ALTER" -> alter(start);
            case "RENAME" -> rename(start);
            case "CONVERT" -> convert(start);
            case "ORDER" -> order(start);
            case "ALGORITHM" -> algorithm = Options.setting(c);
            case "LOCK" -> lock = Options.setting(c);
            case "FORCE" -> {
                c.next();
                actions.add(new AlterAction.Force(c.since(start)));
            }
            case "ENABLE", "DISABLE" -> {
                boolean on = c.accept("ENABLE");
                c.moveTo(start + 1);
                c.expect("KEYS");
                actions.add(new AlterAction.SwitchKeys(on, c.since(start)));
            }
            case "DISCARD", "IMPORT" -> {
                boolean discard = c.accept("DISCARD");
                c.moveTo(start + 1);
                c.expect("TABLESPACE");
                actions.add(new AlterAction.Tablespace(discard, c.since(start)));
            }
            default -> options();
        }
    }

    /** Options of the table need no comma between them. */
    private void options() {
        TableOption option = Options.oneOfTable(c);
        if (option == null) {
            if (!c.atEnd() && c.kindAt(c.position()) <= Tokens.QUOTED_NAME) {
                c.expectEnd();
            } else {
                c.unexpected("an action is missing");
            }
        }
        while (option != null) {
            actions.add(new AlterAction.SetOption(option));
            option = Options.oneOfTable(c);
        }
    }

    private void modify(int start) {
        c.next();
        c.accept("COLUMN");
        Span guard = c.guard(false);
        Column column = ColumnReader.read(c, table.name().schema());
        actions.add(new AlterAction.ModifyColumn(column, guard, c.since(start)));
    }

    private void change(int start) {
        c.next();
        c.accept("COLUMN");
        Span guard = c.guard(false);
        String old = c.column();
        Column column = ColumnReader.read(c, table.name().schema());
        actions.add(new AlterAction.ChangeColumn(old, column, guard, c.since(start)));
    }

    private void alter(int start) {
        c.next();
        if (c.accept("INDEX") || c.accept("KEY")) {
            Span guard = c.guard(false);
            String index = c.name();
            boolean ignored = !c.accept("NOT");
            c.expect("IGNORED");
            actions.add(new AlterAction.IgnoreIndex(index, ignored, guard, c.since(start)));
            return;
        }
        c.accept("COLUMN");
        Span guard = c.guard(false);
        String column = c.column();
        SqlExpression value = null;
        if (c.accept("SET", "DEFAULT")) {
            value = Expressions.value(c);
        } else if (!c.accept("DROP", "DEFAULT")) {
            c.unexpected("SET DEFAULT or DROP DEFAULT is missing");
        }
        actions.add(new AlterAction.AlterDefault(column, value, guard, c.since(start)));
    }

    private void rename(int start) {
        c.next();
        if (c.accept("COLUMN")) {
            Span guard = c.guard(false);
            String column = c.column();
            c.expect("TO");
            String to = c.column();
            actions.add(new AlterAction.RenameColumn(column, to, guard, c.since(start)));
        } else if (c.accept("INDEX") || c.accept("KEY")) {
            Span guard = c.guard(false);
            String index = c.name();
            c.expect("TO");
            String to = c.name();
            actions.add(new AlterAction.RenameIndex(index, to, guard, c.since(start)));
        } else {
            if (!c.accept("TO") && !c.accept("AS")) {
                c.acceptSymbol('=');
            }
            TableRef to = c.table();
            actions.add(new AlterAction.RenameTo(to, c.since(start)));
        }
    }

    private void convert(int start) {
        c.next();
        c.expect("TO");
        if (!c.accept("CHARSET") && !c.accept("CHARACTER", "SET")) {
            c.unexpected("CHARACTER SET is missing");
        }
        String charset = c.value();
        String collation = c.accept("COLLATE") ? c.value() : null;
        actions.add(new AlterAction.ConvertCharset(charset, collation, c.since(start)));
    }

    private void order(int start) {
        c.next();
        c.expect("BY");
        int from = c.position();
        c.column();
        skipDirection();
        while (c.atSymbol(',') && continuesOrder(c.position() + 1)) {
            c.next();
            c.column();
            skipDirection();
        }
        actions.add(new AlterAction.OrderRows(c.text(from, c.position()), c.since(start)));
    }

    /** Whether behind a comma another column stands, and not another action. */
    private boolean continuesOrder(int i) {
        boolean name = i < c.count() && c.kindAt(i) <= Tokens.QUOTED_NAME && !ReservedWords.contains(c.raw(i));
        int behind = i + 1;
        while (c.isSymbol(behind, '.')) {
            behind += 2;
        }
        return name
                && (behind >= c.count()
                        || c.isSymbol(behind, ',')
                        || c.isWord(behind, "ASC")
                        || c.isWord(behind, "DESC"));
    }

    private void skipDirection() {
        if (!c.accept("DESC")) {
            c.accept("ASC");
        }
    }

    private void drop(int start) {
        c.next();
        boolean primary = c.at("PRIMARY") || c.at("CONSTRAINT", "PRIMARY");
        if (primary) {
            c.accept("CONSTRAINT");
            c.next();
            c.expect("KEY");
            actions.add(new AlterAction.DropIndex(AlterAction.DropIndex.PRIMARY, null, c.since(start)));
        } else if (c.accept("INDEX") || c.accept("KEY")) {
            Span guard = c.guard(false);
            String index = IndexStatementReader.indexName(c.name());
            actions.add(new AlterAction.DropIndex(index, guard, c.since(start)));
        } else if (c.accept("FOREIGN")) {
            c.expect("KEY");
            Span guard = c.guard(false);
            String name = c.name();
            actions.add(new AlterAction.DropForeignKey(name, guard, c.since(start)));
        } else if (c.accept("CONSTRAINT")) {
            Span guard = c.guard(false);
            String name = c.name();
            actions.add(new AlterAction.DropConstraint(name, guard, c.since(start)));
        } else if (c.accept("SYSTEM", "VERSIONING")) {
            actions.add(new AlterAction.SystemVersioning(false, c.since(start)));
        } else if (c.at("PERIOD", "FOR") || c.at("PERIOD", "IF")) {
            c.next();
            Span guard = c.guard(false);
            c.expect("FOR");
            String name = ElementReader.periodName(c);
            actions.add(new AlterAction.DropPeriod(name, guard, c.since(start)));
        } else {
            dropColumn(start);
        }
    }

    private void dropColumn(int start) {
        c.accept("COLUMN");
        Span guard = c.guard(false);
        String column = c.column();
        if (!c.accept("RESTRICT")) {
            c.accept("CASCADE");
        }
        actions.add(new AlterAction.DropColumn(column, guard, c.since(start)));
    }
}
