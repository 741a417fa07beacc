package org.lupomig.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.sql.TableDefinition.Part;

/**
 * The way back of an ALTER whose lost values were kept, in two halves: to a definition in which the columns are as they
 * were, but for a comment that says that values are missing, and without what the values have to be there for; and from
 * there, once they are, to the definition from before. What has the comment is half way, whoever looks at it.
 *
 * @param first from the definition that is there
 * @param last from half way
 * @param midway what the table looks like half way; null where the way has only its second half
 */
public record KeptWay(
        DefinitionWay first, DefinitionWay last, @Nullable TableDefinition midway) {

    /**
     * Both halves.
     *
     * @param renamed columns that have another name in {@code after}, by their name before
     * @param kept columns whose values are kept, by their name before; null where all rows are kept
     * @param mark the comment
     */
    public static KeptWay of(
            ObjectName table,
            TableDefinition before,
            TableDefinition after,
            Map<String, String> renamed,
            @Nullable List<String> kept,
            String mark) {
        TableDefinition now = WayBuilder.named(after, renamed(before, after, renamed));
        TableDefinition then = keyed(before, RebuiltKey.asNow(before, now));
        TableDefinition midway = kept == null ? marked(then, mark) : new Midway(then, now, kept, mark).definition();
        return new KeptWay(
                DefinitionWay.back(table, midway, after, renamed),
                DefinitionWay.back(table, before, midway, Map.of()),
                midway);
    }

    /** The second half, of a table that is half way. */
    public static KeptWay ending(ObjectName table, TableDefinition before, TableDefinition midway) {
        DefinitionWay last = DefinitionWay.back(table, before, midway, Map.of());
        return new KeptWay(new DefinitionWay(List.of(), List.of(), List.of(), List.of(), List.of()), last, null);
    }

    /**
     * From half way to the same with another comment, when the values are back and the rest is to come.
     *
     * @param kept columns whose values are kept, by their name before
     * @param mark that comment
     */
    public static DefinitionWay settled(ObjectName table, TableDefinition midway, List<String> kept, String mark) {
        return DefinitionWay.back(table, new Midway(midway, midway, kept, mark).marked(), midway, Map.of());
    }

    /** Whether a table is half way, perhaps behind the first of several statements that lead there. */
    public boolean isMidway(TableDefinition live) {
        return midway != null
                && (midway.normalised().equals(live.normalised())
                        || (first.statements().size() > 1
                                && OptionWay.butForLast(midway.options(), live.options())
                                && midway.normalised()
                                        .equals(optioned(live, midway.options()).normalised())));
    }

    private static RenamedColumns renamed(TableDefinition before, TableDefinition after, Map<String, String> renamed) {
        return new RenamedColumns(before.columns(), after.columns(), renamed);
    }

    /** A table whose rows are missing says so in its own comment. */
    private static TableDefinition marked(TableDefinition before, String mark) {
        String comment = "COMMENT=" + SqlQuoting.literal(mark);
        Map<String, String> options = OptionWay.read(before.options());
        String without = before.options();
        if (options != null && options.containsKey("COMMENT")) {
            int at = without.indexOf(" COMMENT=");
            without = at < 0 ? without : without.substring(0, at) + rest(without.substring(at + 1));
        }
        return optioned(before, without + " " + comment);
    }

    private static TableDefinition keyed(TableDefinition table, List<Part> keys) {
        return new TableDefinition(
                table.name(),
                table.columns(),
                table.primaryKey(),
                keys,
                table.foreignKeys(),
                table.checks(),
                table.periods(),
                table.options(),
                table.partitions());
    }

    private static TableDefinition optioned(TableDefinition table, String options) {
        return new TableDefinition(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.keys(),
                table.foreignKeys(),
                table.checks(),
                table.periods(),
                options,
                table.partitions());
    }

    /** What stands behind an option with a text. */
    private static String rest(String option) {
        Splitter splitter = new Splitter(option);
        if (!splitter.next() || splitter.problem() != null) {
            return "";
        }
        Tokens tokens = splitter.tokens();
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.kind(i) == Tokens.STRING) {
                return option.substring(tokens.end(i));
            }
        }
        return "";
    }

    /** Makes the definition of half way. */
    private static final class Midway {
        private final TableDefinition before;
        /** The later definition in the earlier one's names. */
        private final TableDefinition after;

        private final List<String> kept;
        private final String mark;
        private final Set<String> pending = new HashSet<>();

        Midway(TableDefinition before, TableDefinition after, List<String> kept, String mark) {
            this.before = before;
            this.after = after;
            this.kept = kept;
            this.mark = mark;
            kept.forEach(name -> pending.add(SqlQuoting.identifier(RenamedColumns.folded(name))));
            boolean more = true;
            while (more) {
                more = false;
                for (Part column : before.columns()) {
                    // What is computed from missing values is not there yet, either.
                    Column read = ColumnText.read(column.text());
                    boolean computed = read != null && read.has(ColumnAttribute.Generated.class);
                    more |= computed
                            && rests(column.text())
                            && pending.add(SqlQuoting.identifier(RenamedColumns.folded(column.name())));
                }
            }
        }

        TableDefinition definition() {
            String primaryKey = before.primaryKey();
            return new TableDefinition(
                    before.name(),
                    before.columns().stream().map(this::column).toList(),
                    primaryKey == null || !rests(primaryKey) ? primaryKey : ifKnown(after.primaryKey()),
                    parts(before.keys(), after.keys()),
                    before.foreignKeys().stream()
                            .filter(after.foreignKeys()::contains)
                            .toList(),
                    parts(before.checks(), after.checks()),
                    before.periods(),
                    before.options(),
                    rests(before.partitions()) ? after.partitions() : before.partitions());
        }

        /** The same with the comment, and nothing else. */
        TableDefinition marked() {
            return new TableDefinition(
                    before.name(),
                    before.columns().stream().map(this::column).toList(),
                    before.primaryKey(),
                    before.keys(),
                    before.foreignKeys(),
                    before.checks(),
                    before.periods(),
                    before.options(),
                    before.partitions());
        }

        private Part column(Part part) {
            if (kept.stream().noneMatch(part.name()::equalsIgnoreCase)) {
                return part;
            }
            Column column = ColumnText.read(part.text());
            return column == null ? part : new Part(part.name(), commented(part.text(), column));
        }

        /** The comment stands last, but for a check. */
        private String commented(String text, Column column) {
            ColumnAttribute.Comment comment = column.last(ColumnAttribute.Comment.class);
            ColumnAttribute.InlineCheck check = column.last(ColumnAttribute.InlineCheck.class);
            int end = check == null ? text.length() : check.span().start();
            int start = comment == null ? end : comment.span().start();
            String head = text.substring(0, start).stripTrailing() + " COMMENT " + SqlQuoting.literal(mark);
            String tail = comment == null
                    ? text.substring(end)
                    : text.substring(comment.span().end());
            return tail.isBlank() ? head : head + " " + tail.strip();
        }

        private boolean rests(String text) {
            String folded = RenamedColumns.folded(text);
            return pending.stream().anyMatch(folded::contains);
        }

        private List<Part> parts(List<Part> was, List<Part> is) {
            Map<String, String> now = WayBuilder.byName(is);
            List<Part> parts = new ArrayList<>();
            for (Part part : was) {
                String text = rests(part.text()) ? ifKnown(now.get(part.name())) : part.text();
                if (text != null) {
                    parts.add(new Part(part.name(), text));
                }
            }
            return parts;
        }

        /** A part of the later definition, where it rests on no column that goes. */
        private @Nullable String ifKnown(@Nullable String text) {
            if (text == null) {
                return null;
            }
            String folded = RenamedColumns.folded(text);
            for (Part column : after.columns()) {
                boolean known =
                        before.columns().stream().anyMatch(part -> part.name().equalsIgnoreCase(column.name()));
                if (!known && folded.contains(SqlQuoting.identifier(RenamedColumns.folded(column.name())))) {
                    return null;
                }
            }
            return text;
        }
    }
}
