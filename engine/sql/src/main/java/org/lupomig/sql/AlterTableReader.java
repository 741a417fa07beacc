package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AddColumn;
import org.lupomig.model.sql.StatementFact.AddIndex;
import org.lupomig.model.sql.StatementFact.AlterAction;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.DropColumn;
import org.lupomig.model.sql.StatementFact.DropIndex;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;

/** Reads {@code ALTER TABLE}: columns and indexes added or dropped, or the table renamed and nothing else. */
final class AlterTableReader {
    private static final String KIND = "ALTER TABLE";
    private static final String NO_WAY_BACK = "this version knows no way back for this action";

    private final Cursor c;
    private final List<AlterAction> actions = new ArrayList<>();

    private AlterTableReader(Cursor c) {
        this.c = c;
    }

    static StatementFact read(Cursor c) {
        int table = c.isWord(1, "ONLINE") || c.isWord(1, "IGNORE") ? 2 : 1;
        if (c.isWord(1, "ONLINE") && c.isWord(2, "IGNORE")) {
            table = 3;
        }
        if (!c.isWord(table, "TABLE")) {
            return OtherReader.read(c);
        }
        c.kind(KIND);
        if (c.isWord(table - 1, "IGNORE")) {
            c.refuse("ALTER IGNORE TABLE", "IGNORE removes rows that are in the way", c.span(0, table + 1));
        }
        c.moveTo(table + 1);
        return new AlterTableReader(c).table();
    }

    private StatementFact table() {
        Span guard = c.guard(false);
        ObjectName table = c.object();
        c.skipWait();
        if (isRename()) {
            return rename(table, guard);
        }
        if (c.atEnd()) {
            c.unexpected("an action is missing");
        }
        do {
            action();
        } while (c.acceptSymbol(','));
        if (!c.atEnd()) {
            refuseAction();
        }
        if (actions.isEmpty()) {
            c.refuse("it has no action", 0, 2);
        }
        return new AlterTable(table, guard, actions, KIND);
    }

    private boolean isRename() {
        int next = c.position() + 1;
        return c.at("RENAME") && !c.isWord(next, "COLUMN") && !c.isWord(next, "INDEX") && !c.isWord(next, "KEY");
    }

    private StatementFact rename(ObjectName table, @Nullable Span guard) {
        int start = c.position();
        c.next();
        if (!c.accept("TO") && !c.accept("AS")) {
            c.acceptSymbol('=');
        }
        ObjectName to = c.object();
        if (!c.atEnd()) {
            c.refuse(
                    KIND + " … RENAME",
                    "a rename together with other actions has no way back; write it as a statement of its own",
                    c.span(start, c.count()));
        }
        return new RenameTable(List.of(new Rename(table, to)), guard);
    }

    private void action() {
        switch (c.word()) {
            case "ADD" -> add();
            case "DROP" -> drop();
            case "ALGORITHM", "LOCK" -> {
                if (!skipAlgorithmOrLock(c)) {
                    refuseAction();
                }
            }
            default -> refuseAction();
        }
    }

    private void add() {
        int start = c.position();
        c.next();
        if (startsKey(c.position())) {
            key(start);
        } else if (startsForeignPart(c.position())) {
            refuseFrom(start);
        } else {
            c.accept("COLUMN");
            addColumns();
        }
    }

    private boolean startsKey(int i) {
        return switch (c.word(i)) {
            case "CONSTRAINT", "PRIMARY", "UNIQUE", "INDEX", "KEY", "FULLTEXT", "SPATIAL" -> true;
            case "VECTOR" -> c.isWord(i + 1, "INDEX") || c.isWord(i + 1, "KEY");
            default -> false;
        };
    }

    /** Whether what is added or dropped is neither a column nor an index. */
    private boolean startsForeignPart(int i) {
        return switch (c.word(i)) {
            case "FOREIGN", "CHECK", "PARTITION" -> true;
            case "PERIOD" -> c.isWord(i + 1, "FOR");
            case "SYSTEM" -> c.isWord(i + 1, "VERSIONING");
            default -> false;
        };
    }

    private void addColumns() {
        Span guard = c.guard(true);
        if (!c.atSymbol('(')) {
            column(guard);
            return;
        }
        c.next();
        do {
            if (startsKey(c.position())) {
                key(c.position());
            } else if (startsForeignPart(c.position())) {
                refuseAction();
            } else {
                column(guard);
            }
        } while (c.acceptSymbol(','));
        if (!c.acceptSymbol(')')) {
            c.unexpected("a closing parenthesis is missing");
        }
    }

    /** {@code name type …}, up to a comma or closing parenthesis outside of its own. */
    private void column(@Nullable Span guard) {
        String column = c.name();
        int from = c.position();
        if (c.atEnd() || c.atSymbol(',') || c.atSymbol(')')) {
            c.unexpected("the column's type is missing");
        }
        while (!c.atEnd() && !c.atSymbol(',') && !c.atSymbol(')')) {
            if (c.at("REFERENCES")) {
                c.refuse(
                        KIND + " … ADD FOREIGN KEY",
                        "this version knows no way back for a foreign key on a table that is already there",
                        c.span(c.position(), c.position() + 1));
            } else if (c.at("PARTITION") || c.at("REMOVE") || c.at("SELECT")) {
                refuseAction();
            } else if (c.accept("AFTER") || c.accept("COLLATE")) {
                nameOrText();
            } else {
                valueOrSign();
            }
        }
        SideEffects.refuseIn(c, from, c.position());
        actions.add(new AddColumn(column, guard));
    }

    private void nameOrText() {
        if (!c.atEnd() && c.kindAt(c.position()) == Tokens.STRING) {
            c.next();
        } else {
            c.name();
        }
    }

    private void valueOrSign() {
        if (c.atSymbol('(')) {
            c.skipParentheses();
        } else if (c.atSymbol(';') || c.atSymbol('\\') || c.atSymbol('?')) {
            c.expectEnd();
        } else {
            c.next();
        }
    }

    /** An index, primary key or constraint, from its first word on. */
    private void key(int start) {
        if (c.accept("CONSTRAINT")) {
            boolean named = !c.at("PRIMARY") && !c.at("UNIQUE") && !c.at("FOREIGN") && !c.at("CHECK");
            String name = named ? c.name() : null;
            if (c.accept("UNIQUE")) {
                if (!c.accept("INDEX")) {
                    c.accept("KEY");
                }
                Span guard = c.guard(true);
                String own = StatementReader.optionalIndexName(c);
                index(own != null ? own : name, false, guard);
                return;
            }
            if (!c.at("PRIMARY")) {
                refuseFrom(start);
            }
        }
        if (c.accept("PRIMARY")) {
            c.expect("KEY");
            Span guard = c.guard(true);
            StatementReader.optionalIndexName(c);
            index(null, true, guard);
            return;
        }
        if (c.accept("UNIQUE") || c.accept("FULLTEXT") || c.accept("SPATIAL") || c.accept("VECTOR")) {
            if (!c.accept("INDEX")) {
                c.accept("KEY");
            }
        } else if (!c.accept("INDEX")) {
            c.expect("KEY");
        }
        Span guard = c.guard(true);
        index(StatementReader.optionalIndexName(c), false, guard);
    }

    private void index(@Nullable String name, boolean primary, @Nullable Span guard) {
        IndexWords.skipType(c);
        IndexWords.skipColumnsAndOptions(c);
        actions.add(new AddIndex(name, primary, guard));
    }

    private void drop() {
        int start = c.position();
        c.next();
        switch (c.word()) {
            case "PRIMARY" -> {
                c.next();
                c.expect("KEY");
                c.undoOnly(c.span(start, c.position()));
                actions.add(new DropIndex("PRIMARY", null));
            }
            case "INDEX", "KEY" -> {
                c.next();
                c.undoOnly(c.span(start, c.position()));
                Span guard = c.guard(false);
                actions.add(new DropIndex(c.name(), guard));
            }
            default -> {
                if (c.at("CONSTRAINT") || startsForeignPart(c.position())) {
                    refuseFrom(start);
                } else {
                    c.accept("COLUMN");
                    dropColumn(start);
                }
            }
        }
    }

    private void dropColumn(int start) {
        c.undoOnly(c.span(start, c.position()));
        Span guard = c.guard(false);
        actions.add(new DropColumn(c.name(), guard));
        StatementReader.skipRestrictOrCascade(c);
    }

    /** Refuses the action that begins here. */
    private void refuseAction() {
        refuseFrom(c.position());
    }

    private void refuseFrom(int start) {
        if (start < c.count() && c.kindAt(start) != Tokens.WORD) {
            c.expectEnd();
        } else if (c.refused() == null && start < c.count()) {
            AlterActionWords.Named named = AlterActionWords.at(c, start);
            c.refuse(KIND + " … " + named.words(), NO_WAY_BACK, c.span(start, named.end()));
        } else {
            c.unexpected("an action is missing");
        }
    }

    /** {@code ALGORITHM=…} and {@code LOCK=…} behind an index statement. */
    static void skipAlgorithmAndLock(Cursor c) {
        boolean more = true;
        while (more) {
            more = skipAlgorithmOrLock(c);
        }
    }

    private static boolean skipAlgorithmOrLock(Cursor c) {
        if (!c.accept("ALGORITHM") && !c.accept("LOCK")) {
            return false;
        }
        c.acceptSymbol('=');
        if (c.atEnd() || c.kindAt(c.position()) != Tokens.WORD) {
            c.unexpected("a value is missing");
            return false;
        }
        c.next();
        return true;
    }
}
