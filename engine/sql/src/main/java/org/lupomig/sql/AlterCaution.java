package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.sql.TableDefinition.Part;

/**
 * What an ALTER would do to the rows that are there, by what it says and the definition that it meets: decided before
 * it is sent, because afterwards the values are gone.
 *
 * @param risks columns whose values may not come through, in the statement's order
 * @param unclear why that cannot be told at all, one clause; null where it can
 */
public record AlterCaution(List<AlterRisk> risks, @Nullable String unclear) {
    public AlterCaution {
        risks = List.copyOf(risks);
    }

    /** What to mind of a statement that meets this definition. */
    public static AlterCaution of(AlterTable alter, TableDefinition live) {
        Look look = new Look(alter, live);
        for (AlterAction action : alter.actions()) {
            look.at(action);
        }
        return new AlterCaution(look.risks, look.unclear);
    }

    /** Rows that would not come through it as they are: where there are none, nothing is lost. */
    public List<UnfitRows> unfit() {
        List<UnfitRows> unfit = new ArrayList<>();
        for (AlterRisk risk : risks) {
            if (risk.condition() != null) {
                unfit.add(new UnfitRows(risk.condition(), risk.why()));
            }
        }
        return unfit;
    }

    /** Why no look at the rows can tell that nothing is lost, one clause; null where one can. */
    public @Nullable String refusal() {
        if (unclear != null) {
            return unclear;
        }
        return risks.stream()
                .filter(risk -> risk.condition() == null)
                .map(AlterRisk::why)
                .findFirst()
                .orElse(null);
    }

    /** Goes through the actions. */
    private static final class Look {
        private final TableDefinition live;
        private final AlterReach reach;
        private final String charset;
        private final String charsetAfter;
        private final Map<String, String> renamed;
        private final List<String> added = new ArrayList<>();
        private final List<AlterRisk> risks = new ArrayList<>();
        private @Nullable String unclear;

        Look(AlterTable alter, TableDefinition live) {
            this.live = live;
            this.reach = new AlterReach(alter);
            this.renamed = DefinitionWay.renamed(alter, live);
            this.charset = new OptionWay(live.options(), live.options()).charset(false);
            String after = charset;
            for (AlterAction action : alter.actions()) {
                after = charsetBy(action, after);
                if (action instanceof AlterAction.AddColumn add) {
                    added.add(add.column());
                }
            }
            this.charsetAfter = after;
        }

        private static String charsetBy(AlterAction action, String otherwise) {
            if (action instanceof AlterAction.ConvertCharset convert) {
                return convert.charset();
            }
            if (action instanceof AlterAction.SetOption set) {
                String value = set.option().value();
                return switch (set.option().name()) {
                    case "CHARACTER SET" -> value;
                    case "COLLATE" -> Narrowing.charsetOfCollation(value, otherwise);
                    default -> otherwise;
                };
            }
            return otherwise;
        }

        void at(AlterAction action) {
            if (action instanceof AlterAction.ModifyColumn modify) {
                changes(modify.definition().name(), modify.definition());
            } else if (action instanceof AlterAction.ChangeColumn change) {
                changes(change.column(), change.definition());
            } else if (action instanceof AlterAction.ConvertCharset convert) {
                live.columns().forEach(part -> converts(part, convert));
            } else if (action instanceof AlterAction.AddIndex add && add.primary()) {
                add.key().parts().forEach(this::takesNoNull);
            } else if (action instanceof AlterAction.DropColumn drop) {
                live.columns().forEach(part -> drops(part, drop.column()));
            } else if (action instanceof PartitionAction && live.partitions().contains("*/")) {
                refuse("its partitions stand in a comment that only some servers read");
            }
        }

        private void changes(String name, Column to) {
            for (Part part : live.columns()) {
                if (part.name().equalsIgnoreCase(name)) {
                    Column from = ColumnText.read(part.text());
                    if (from == null) {
                        refuse("what column " + name + " is now cannot be read");
                    } else {
                        changes(part.name(), from, to);
                    }
                }
            }
        }

        private void changes(String name, Column from, Column to) {
            String why = Narrowing.why(from, charset, to, charsetAfter);
            if (why != null) {
                minds(name, why, Fitting.unfit(name, from, charset, to, charsetAfter));
            }
            mindsTheWayBack(name, from, to, charsetAfter);
            ColumnAttribute.Generated computed = from.last(ColumnAttribute.Generated.class);
            if (computed != null
                    && Recomputing.ends(from, to)
                    && (reach.everyColumn
                            || reach.mentions(computed.expression().text())
                            || Recomputing.unfit(name, from, charset, to, charsetAfter) == null)) {
                refuse("column " + name + " is computed no more, and whether its values are still those that were"
                        + " computed could not be told on the way back");
            }
            boolean counts = to.has(ColumnAttribute.AutoIncrement.class)
                    || to.has(ColumnAttribute.SerialDefault.class)
                    || to.type().name().equals("SERIAL");
            if (counts && !from.has(ColumnAttribute.AutoIncrement.class)) {
                String q = SqlQuoting.identifier(name);
                risks.add(new AlterRisk(
                        name,
                        RowIdentity.now(renamed, name),
                        "column " + name + " has values that would be counted anew",
                        q + " IS NULL OR " + q + " = 0"));
            }
        }

        /** Back from it: values that somebody writes meanwhile have to be told, too. */
        private void mindsTheWayBack(String name, Column from, Column to, String charsetThen) {
            if (!from.has(ColumnAttribute.Generated.class)
                    && Narrowing.why(to, charsetThen, from, charset) != null
                    && Fitting.unfit(name, to, charsetThen, from, charset) == null) {
                risks.add(new AlterRisk(
                        name,
                        RowIdentity.now(renamed, name),
                        "whether values of column " + name + " fit into what it is now cannot be told on the way back",
                        null));
            }
        }

        private void converts(Part part, AlterAction.ConvertCharset convert) {
            Column from = ColumnText.read(part.text());
            if (from == null) {
                refuse("what column " + part.name() + " is now cannot be read");
                return;
            }
            ColumnType type = TypeNames.canonical(from.type());
            if (!Narrowing.isText(type) || from.has(ColumnAttribute.Generated.class)) {
                return;
            }
            String was = Narrowing.charset(type, charset);
            String is = TypeNames.charset(convert.charset());
            if (is.equalsIgnoreCase("binary") || is.equalsIgnoreCase("DEFAULT")) {
                minds(part.name(), "becomes what is not known", null);
            } else if (!was.equalsIgnoreCase(is)) {
                ColumnType made =
                        new ColumnType(type.name(), type.arguments(), type.sign(), is, null, false, type.span());
                Column to = new Column(part.name(), from.nameSpan(), made, from.attributes(), null, from.span());
                if (!Narrowing.isWider(was, is)) {
                    String unfit = Fitting.unfit(part.name(), from, charset, to, is);
                    minds(part.name(), "goes from " + was + " to " + is, unfit);
                }
                mindsTheWayBack(part.name(), from, to, is);
            }
        }

        private void takesNoNull(Key.Part key) {
            for (Part part : live.columns()) {
                Column column = part.name().equalsIgnoreCase(key.column()) ? ColumnText.read(part.text()) : null;
                if (column != null && !column.notNull()) {
                    minds(part.name(), "takes no NULL any more", SqlQuoting.identifier(part.name()) + " IS NULL");
                }
            }
        }

        private void drops(Part part, String column) {
            if (!part.name().equalsIgnoreCase(column)) {
                return;
            }
            Column dropped = ColumnText.read(part.text());
            boolean computed = dropped != null
                    && (dropped.has(ColumnAttribute.Generated.class) || dropped.has(ColumnAttribute.RowTime.class));
            if (!computed) {
                risks.add(new AlterRisk(part.name(), remade(column), "column " + part.name() + " is dropped", null));
            }
        }

        /** One of the same name may be added in its place. */
        private @Nullable String remade(String column) {
            return added.stream().anyMatch(column::equalsIgnoreCase) ? column : null;
        }

        private void minds(String column, String why, @Nullable String condition) {
            risks.add(new AlterRisk(
                    column,
                    RowIdentity.now(renamed, column),
                    condition == null
                            ? "column " + column + " " + why
                                    + ", and there is no telling whether its values come through"
                            : "column " + column + " " + why + ", and has values that do not fit",
                    condition));
        }

        private void refuse(String why) {
            unclear = unclear == null ? why : unclear;
        }
    }
}
