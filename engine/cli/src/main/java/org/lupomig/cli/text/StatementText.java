package org.lupomig.cli.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.sql.Statements;

/** Statements in a few words. */
public final class StatementText {
    private static final int WIDEST = 96;
    private static final int MOST_NAMES = 6;

    private StatementText() {}

    /** The statement on one line: white space outside of quotes is not told apart from white space inside. */
    public static String oneLine(Statement statement) {
        String sql = Statements.shown(statement);
        StringBuilder out = new StringBuilder(WIDEST * 2);
        boolean space = false;
        for (int i = 0; i < sql.length() && out.length() < WIDEST * 2; i++) {
            char c = sql.charAt(i);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                space = !out.isEmpty();
                continue;
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            out.append(c);
        }
        return SafeText.cut(SafeText.oneLine(out.toString()), WIDEST);
    }

    /** {@code renames a -> b; creates c, d; writes e}, cut after a few names of each kind. */
    static String touches(Step step) {
        StringBuilder out = new StringBuilder();
        String renames = renames(step);
        if (!renames.isEmpty()) {
            out.append("renames ").append(renames);
        }
        for (Touch.Access access : Touch.Access.values()) {
            TreeSet<String> names = new TreeSet<>();
            for (Statement statement : step.statements()) {
                if (statement.fact() instanceof StatementFact.RenameTable) {
                    continue;
                }
                for (Touch touch : statement.touches()) {
                    if (touch.access() == access) {
                        names.add(name(touch));
                    }
                }
            }
            if (names.isEmpty()) {
                continue;
            }
            out.append(out.isEmpty() ? "" : "; ")
                    .append(word(access))
                    .append(' ')
                    .append(some(List.copyOf(names)));
        }
        return out.toString();
    }

    /** {@code a -> b}: to the server a rename drops one name and creates another, to people it does not. */
    private static String renames(Step step) {
        List<String> pairs = new ArrayList<>();
        for (Statement statement : step.statements()) {
            if (statement.fact() instanceof StatementFact.RenameTable rename) {
                for (StatementFact.Rename pair : rename.renames()) {
                    pairs.add(in(statement, pair.from()) + " -> " + in(statement, pair.to()));
                }
            }
        }
        return some(pairs);
    }

    private static ObjectName in(Statement statement, ObjectName name) {
        return name.in(statement.defaultSchema());
    }

    /** What is touched, with its schema where that is known. */
    static String name(Touch touch) {
        if (touch.isUnknown()) {
            return "anything";
        }
        if (touch.table() == null) {
            return "schema " + touch.schema();
        }
        return touch.schema() == null ? touch.table() : touch.schema() + "." + touch.table();
    }

    static String word(Touch.Access access) {
        return switch (access) {
            case READS -> "reads";
            case WRITES -> "writes";
            case CREATES -> "creates";
            case ALTERS -> "alters";
            case DROPS -> "drops";
            case UNKNOWN -> "may touch";
        };
    }

    /** Names of steps in their order, cut after a few; {@code nothing} where there is none. */
    static String names(Collection<Step> steps) {
        return steps.isEmpty()
                ? "nothing"
                : some(steps.stream()
                        .sorted(Comparator.comparing(Step::position))
                        .map(step -> step.address().step())
                        .toList());
    }

    /** Cut after a few. */
    static String some(List<String> names) {
        if (names.size() <= MOST_NAMES + 1) {
            return SafeText.oneLine(String.join(", ", names));
        }
        return SafeText.oneLine(String.join(", ", names.subList(0, MOST_NAMES))) + " and " + (names.size() - MOST_NAMES)
                + " more";
    }
}
