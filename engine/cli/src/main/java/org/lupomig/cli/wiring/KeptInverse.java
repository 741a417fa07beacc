package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.Definitions.Back;
import org.lupomig.orchestrator.port.Definitions.Inverse;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.sql.DefinitionWay;
import org.lupomig.sql.DefinitionWay.Kind;
import org.lupomig.sql.DefinitionWay.Loss;
import org.lupomig.sql.KeptWay;
import org.lupomig.sql.TableDefinition;

/** The way back of a table whose lost values are kept, by the SQL module. */
final class KeptInverse {
    private KeptInverse() {}

    static Inverse of(ObjectName table, AlterTable alter, String before, String live, KeptColumns kept) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> is = TableDefinition.parse(live);
        if (was.isEmpty() || is.isEmpty()) {
            return new Inverse.Impossible("the definition of " + table + " could not be read");
        }
        List<String> columns = kept.whole() ? null : columns(kept);
        boolean missing = live.contains(SqlQuoting.literal(kept.mark()));
        boolean restored = live.contains(SqlQuoting.literal(kept.backMark()));
        KeptWay way = columns != null && (missing || restored)
                ? KeptWay.ending(table, was.get(), is.get())
                : KeptWay.of(table, was.get(), is.get(), DefinitionWay.renamed(alter, was.get()), columns, kept.mark());
        List<String> impossible = new ArrayList<>(way.first().impossible());
        impossible.addAll(way.last().impossible());
        if (!impossible.isEmpty()) {
            return new Inverse.Impossible(table + ": " + String.join("; ", impossible));
        }
        TableDefinition midway = way.midway();
        List<Back> last = SqlDefinitions.back(way.last());
        List<Back> settled = columns != null && !restored && last.stream().anyMatch(Back::refers)
                ? SqlDefinitions.back(
                        KeptWay.settled(table, midway == null ? is.get() : midway, columns, kept.backMark()))
                : List.of();
        return new Inverse.Halves(
                SqlDefinitions.back(way.first()),
                last,
                kept.whole() ? List.of() : SqlDefinitions.dropped(way.first()),
                kept.whole() ? List.of() : unfit(table, way.first(), kept),
                settled);
    }

    static boolean isMidway(
            ObjectName table, AlterTable alter, String before, String after, String live, KeptColumns kept) {
        Optional<TableDefinition> was = TableDefinition.parse(before);
        Optional<TableDefinition> then = TableDefinition.parse(after);
        Optional<TableDefinition> is = TableDefinition.parse(
                live.replace(SqlQuoting.literal(kept.backMark()), SqlQuoting.literal(kept.mark())));
        if (kept.whole() || was.isEmpty() || then.isEmpty() || is.isEmpty()) {
            return true;
        }
        KeptWay way = KeptWay.of(
                table, was.get(), then.get(), DefinitionWay.renamed(alter, was.get()), columns(kept), kept.mark());
        boolean impossible =
                !way.first().impossible().isEmpty() || !way.last().impossible().isEmpty();
        return impossible || way.isMidway(is.get());
    }

    private static List<String> columns(KeptColumns kept) {
        return kept.columns().stream().map(KeptColumns.Column::before).toList();
    }

    /** Of a column whose values are kept, only those of rows that came since have to fit. */
    private static List<UnfitRows> unfit(ObjectName table, DefinitionWay first, KeptColumns kept) {
        List<UnfitRows> unfit = new ArrayList<>(first.alike());
        for (Loss loss : first.losing()) {
            if (loss.kind() == Kind.VALUES) {
                UnfitRows rows = SqlDefinitions.unfit(loss);
                boolean isKept =
                        kept.columns().stream().anyMatch(column -> loss.name().equalsIgnoreCase(column.after()));
                unfit.add(
                        isKept
                                ? new UnfitRows("(" + rows.condition() + ") AND NOT " + in(table, kept), rows.why())
                                : rows);
            }
        }
        return unfit;
    }

    /** That a row of the table is among those kept, in a query that may call by the table's name what is none. */
    private static String in(ObjectName table, KeptColumns kept) {
        String here = SqlQuoting.identifier(table.name());
        String image = SqlQuoting.identifier(kept.image());
        StringJoiner same = new StringJoiner(" AND ");
        for (KeptColumns.Column column : kept.key()) {
            String after = column.after() == null ? column.before() : column.after();
            same.add(image + "." + SqlQuoting.identifier(column.before()) + " = " + here + "."
                    + SqlQuoting.identifier(after));
        }
        return "EXISTS (SELECT 1 FROM " + image + " WHERE " + same + ")";
    }
}
