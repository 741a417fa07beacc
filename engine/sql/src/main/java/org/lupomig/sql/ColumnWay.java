package org.lupomig.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.sql.DefinitionWay.Kind;
import org.lupomig.sql.DefinitionWay.Loss;
import org.lupomig.sql.TableDefinition.Part;

/** Compares the columns of two definitions, and puts each back where it was and as it was. */
final class ColumnWay {
    private final TableDefinition before;
    private final TableDefinition after;
    private final OptionWay options;
    private final RenamedColumns names;
    /** Columns that cannot be changed into what they were and lose nothing by being made anew: by their name before. */
    private final Set<String> remade = new HashSet<>();

    private final Map<String, String> is;

    ColumnWay(TableDefinition before, TableDefinition after, RenamedColumns names, OptionWay options) {
        this.before = before;
        this.after = after;
        this.options = options;
        this.names = names;
        this.is = WayBuilder.byName(after.columns());
        for (Part column : before.columns()) {
            String now = names.now(column.name());
            if (now != null && !sameWay(ColumnText.read(column.text()), ColumnText.read(is.getOrDefault(now, "")))) {
                remade.add(column.name());
            }
        }
    }

    /** Whether a key has a column that is dropped and added again, by which the key would lose it. */
    boolean remakes(@Nullable String key) {
        return key != null && remade.stream().anyMatch(name -> key.contains(SqlQuoting.identifier(name)));
    }

    void write(List<String> actions, List<Loss> lost, List<Loss> losing, List<String> impossible) {
        Set<String> kept = new HashSet<>(names.kept().values());
        for (Part column : after.columns()) {
            if (!kept.contains(column.name())) {
                actions.add("DROP COLUMN " + SqlQuoting.identifier(column.name()));
                if (!isGenerated(column.text())) {
                    losing.add(new Loss(Kind.COLUMN, column.name(), "column " + column.name() + " is dropped"));
                }
            }
        }
        for (String name : remade) {
            String now = names.now(name);
            actions.add("DROP COLUMN " + SqlQuoting.identifier(now == null ? name : now));
        }
        Set<String> staying = staying();
        String previous = null;
        for (Part column : before.columns()) {
            String place = previous == null ? " FIRST" : " AFTER " + SqlQuoting.identifier(previous);
            column(column, staying.contains(column.name()) ? "" : place, actions, lost, losing);
            previous = column.name();
        }
        if (before.columns().isEmpty()) {
            impossible.add("no column is known");
        }
    }

    private void column(Part column, String place, List<String> actions, List<Loss> lost, List<Loss> losing) {
        String name = column.name();
        String now = names.now(name);
        if (now == null || remade.contains(name)) {
            actions.add("ADD COLUMN " + text(column) + place);
            if (now != null) {
                computedAgain(column, now, losing);
            }
            if (now == null && !isGenerated(column.text())) {
                lost.add(new Loss(Kind.COLUMN, name, "column " + name + " was dropped"));
            }
            return;
        }
        String nowText = is.getOrDefault(now, "");
        boolean same =
                now.equals(name) && column.text().equals(names.back(nowText, 1)) && !inheritsAnother(column, nowText);
        if (same && place.isEmpty()) {
            return;
        }
        actions.add((now.equals(name) ? "MODIFY COLUMN " : "CHANGE COLUMN " + SqlQuoting.identifier(now) + " ")
                + text(column)
                + place);
        Column was = ColumnText.read(column.text());
        Column current = ColumnText.read(nowText);
        if (was == null || current == null) {
            if (!column.text().equals(nowText)) {
                lost.add(new Loss(Kind.VALUES, name, "column " + name + " changed in a way that is not understood"));
                losing.add(new Loss(Kind.VALUES, now, "column " + now + " changes in a way that is not understood"));
            }
            return;
        }
        String forward = Narrowing.why(was, options.charset(false), current, options.charset(true));
        if (forward != null) {
            lost.add(new Loss(Kind.VALUES, name, "column " + name + " " + forward));
        }
        String back = Narrowing.why(current, options.charset(true), was, options.charset(false));
        if (back != null) {
            String unfit = Fitting.unfit(now, current, options.charset(true), was, options.charset(false));
            losing.add(new Loss(Kind.VALUES, now, "column " + now + " " + back, unfit));
        }
    }

    /** What was written into a column since it is not computed any more goes when it is. */
    private void computedAgain(Part column, String now, List<Loss> losing) {
        Column was = ColumnText.read(column.text());
        Column current = ColumnText.read(is.getOrDefault(now, ""));
        if (was != null && current != null && Recomputing.ends(was, current)) {
            String unfit = Recomputing.unfit(now, was, options.charset(false), current, options.charset(true));
            losing.add(new Loss(Kind.VALUES, now, "column " + now + " becomes one that is computed", unfit));
        }
    }

    /** Its text; with the character set it had, where that followed from the table's and the table has another now. */
    private String text(Part column) {
        Column read = ColumnText.read(column.text());
        if (read == null || !options.charsetDiffers() || !Narrowing.inheritsCharset(read.type())) {
            return column.text();
        }
        int end = read.type().span().end();
        return column.text().substring(0, end)
                + options.charsetBefore()
                + column.text().substring(end);
    }

    private boolean inheritsAnother(Part column, String nowText) {
        if (!options.charsetDiffers()) {
            return false;
        }
        Column was = ColumnText.read(column.text());
        Column current = ColumnText.read(nowText);
        return (was != null && Narrowing.inheritsCharset(was.type()))
                || (current != null && Narrowing.inheritsCharset(current.type()));
    }

    /** The longest row of columns that are in the same order as before: they need not be moved. */
    private Set<String> staying() {
        List<String> row = new ArrayList<>();
        Map<String, String> thenCalled = new HashMap<>();
        names.kept().forEach((then, now) -> thenCalled.put(now, then));
        for (Part column : after.columns()) {
            String then = thenCalled.get(column.name());
            if (then != null && !remade.contains(then)) {
                row.add(then);
            }
        }
        Map<String, Integer> places = new HashMap<>();
        for (Part column : before.columns()) {
            places.put(column.name(), places.size());
        }
        return longestRising(row, places);
    }

    private static Set<String> longestRising(List<String> row, Map<String, Integer> places) {
        int[] length = new int[row.size()];
        int[] previous = new int[row.size()];
        int best = -1;
        for (int i = 0; i < row.size(); i++) {
            length[i] = 1;
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                boolean rises = places.getOrDefault(row.get(j), 0) < places.getOrDefault(row.get(i), 0);
                if (rises && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            best = best < 0 || length[i] > length[best] ? i : best;
        }
        Set<String> rising = new HashSet<>();
        for (int i = best; i >= 0; i = previous[i]) {
            rising.add(row.get(i));
        }
        return rising;
    }

    private static boolean isGenerated(String text) {
        Column column = ColumnText.read(text);
        return column != null && column.has(ColumnAttribute.Generated.class);
    }

    /** Whether both are computed in the same way, or neither is. */
    private static boolean sameWay(@Nullable Column was, @Nullable Column is) {
        if (was == null || is == null) {
            return true;
        }
        ColumnAttribute.Generated then = was.last(ColumnAttribute.Generated.class);
        ColumnAttribute.Generated now = is.last(ColumnAttribute.Generated.class);
        return then == null || (now != null && then.stored() == now.stored());
    }
}
