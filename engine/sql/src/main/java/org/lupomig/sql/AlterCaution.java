package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
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
 * @param unfit rows that would not come through it as they are: it may be sent only where there are none
 * @param refusal why it may not be sent at all, one clause; null where it may
 */
public record AlterCaution(List<UnfitRows> unfit, @Nullable String refusal) {
    public AlterCaution {
        unfit = List.copyOf(unfit);
    }

    /** What to mind of a statement that meets this definition. */
    public static AlterCaution of(AlterTable alter, TableDefinition live) {
        Look look = new Look(alter, live);
        for (AlterAction action : alter.actions()) {
            look.at(action);
        }
        return new AlterCaution(look.unfit, look.refusal);
    }

    /** Goes through the actions. */
    private static final class Look {
        private final TableDefinition live;
        private final String charset;
        private final String charsetAfter;
        private final List<UnfitRows> unfit = new ArrayList<>();
        private @Nullable String refusal;

        Look(AlterTable alter, TableDefinition live) {
            this.live = live;
            this.charset = new OptionWay(live.options(), live.options()).charset(false);
            String after = charset;
            for (AlterAction action : alter.actions()) {
                after = charsetBy(action, after);
            }
            this.charsetAfter = after;
        }

        private static String charsetBy(AlterAction action, String otherwise) {
            if (action instanceof AlterAction.ConvertCharset convert) {
                return convert.charset();
            }
            if (action instanceof AlterAction.SetOption set) {
                String value = set.option().value();
                int end = value.indexOf('_');
                return switch (set.option().name()) {
                    case "CHARACTER SET" -> value;
                    case "COLLATE" -> end < 0 ? value : value.substring(0, end);
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
            // Back from it: values that somebody writes meanwhile have to be told, too.
            String back = backWhy(from, to);
            if (back != null && Fitting.unfit(name, to, charsetAfter, from, charset) == null) {
                refuse("whether values of column " + name + " fit into what it is now cannot be told on the way back");
            }
            boolean counts = to.has(ColumnAttribute.AutoIncrement.class)
                    || to.has(ColumnAttribute.SerialDefault.class)
                    || to.type().name().equals("SERIAL");
            if (counts && !from.has(ColumnAttribute.AutoIncrement.class)) {
                String q = SqlQuoting.identifier(name);
                unfit.add(new UnfitRows(
                        q + " IS NULL OR " + q + " = 0", "column " + name + " has values that would be counted anew"));
            }
        }

        private @Nullable String backWhy(Column from, Column to) {
            if (from.has(ColumnAttribute.Generated.class)) {
                return null;
            }
            return Narrowing.why(to, charsetAfter, from, charset);
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
                refuse("what the values of column " + part.name() + " become is not known");
            } else if (!was.equalsIgnoreCase(is) && !Narrowing.isWider(was, is)) {
                ColumnType made =
                        new ColumnType(type.name(), type.arguments(), type.sign(), is, null, false, type.span());
                Column to = new Column(part.name(), from.nameSpan(), made, from.attributes(), null, from.span());
                minds(part.name(), "goes from " + was + " to " + is, Fitting.unfit(part.name(), from, charset, to, is));
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

        private void minds(String column, String why, @Nullable String condition) {
            if (condition == null) {
                refuse("column " + column + " " + why + ", and there is no telling whether its values come through");
            } else {
                unfit.add(
                        new UnfitRows(condition, "column " + column + " " + why + ", and has values that do not fit"));
            }
        }

        private void refuse(String why) {
            refusal = refusal == null ? why : refusal;
        }
    }
}
