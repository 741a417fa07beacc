package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.Partitioning;
import org.lupomig.model.sql.Period;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableShape;

/** What a table consists of, a line each, for people who review what was read. */
final class ShapeText {
    private ShapeText() {}

    static List<String> lines(TableShape shape) {
        List<String> lines = new ArrayList<>();
        shape.columns().forEach(column -> lines.add("column " + column(column)));
        shape.keys().forEach(key -> lines.add(key(key)));
        shape.foreignKeys().forEach(key -> lines.add(foreignKey(key)));
        shape.checks().forEach(check -> lines.add(check(check)));
        shape.periods().forEach(period -> lines.add(period(period)));
        shape.options().forEach(option -> lines.add("option " + option(option)));
        if (shape.partitioning() != null) {
            lines.addAll(partitioning(shape.partitioning()));
        }
        return lines;
    }

    static String column(Column column) {
        StringBuilder text = new StringBuilder(column.name()).append(' ').append(type(column.type()));
        for (ColumnAttribute attribute : column.attributes()) {
            text.append("; ").append(attribute(attribute));
        }
        if (column.place() != null) {
            text.append(
                    column.place().after() == null
                            ? "; first"
                            : "; after " + column.place().after());
        }
        return text.toString();
    }

    private static String type(ColumnType type) {
        return type.name()
                + (type.arguments().isEmpty() ? "" : "(" + String.join("|", type.arguments()) + ")")
                + (type.sign() == ColumnType.Sign.SIGNED ? "" : " " + lower(type.sign()))
                + (type.charset() == null ? "" : " charset " + type.charset())
                + (type.collation() == null ? "" : " collation " + type.collation())
                + (type.binary() ? " binary" : "");
    }

    private static String attribute(ColumnAttribute attribute) {
        if (attribute instanceof ColumnAttribute.Nullability a) {
            return a.nullable() ? "null" : "not null";
        } else if (attribute instanceof ColumnAttribute.Default a) {
            return "default " + expression(a.value());
        } else if (attribute instanceof ColumnAttribute.OnUpdate a) {
            return "on update " + expression(a.value());
        } else if (attribute instanceof ColumnAttribute.Generated a) {
            return (a.stored() ? "stored " : "virtual ") + expression(a.expression());
        } else if (attribute instanceof ColumnAttribute.RowTime a) {
            return a.start() ? "row start" : "row end";
        } else if (attribute instanceof ColumnAttribute.InlineKey a) {
            return a.primary() ? "primary key" : "unique";
        } else if (attribute instanceof ColumnAttribute.InlineCheck a) {
            return "check " + named(a.name()) + expression(a.expression());
        } else if (attribute instanceof ColumnAttribute.References a) {
            return named(a.name()) + target(a.target());
        } else if (attribute instanceof ColumnAttribute.Comment a) {
            return "comment [" + a.text() + "]";
        } else if (attribute instanceof ColumnAttribute.Compressed a) {
            return "compressed" + (a.method() == null ? "" : " by " + a.method());
        } else if (attribute instanceof ColumnAttribute.Versioning a) {
            return a.with() ? "versioned" : "not versioned";
        } else if (attribute instanceof ColumnAttribute.Option a) {
            return option(a.option());
        }
        return attribute.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    static String expression(SqlExpression expression) {
        return expression.text()
                + (expression.calls().isEmpty()
                        ? ""
                        : expression.calls().stream()
                                .map(SqlExpression.Call::function)
                                .collect(Collectors.joining(", ", " [calls ", "]")));
    }

    static String key(Key key) {
        return key.kind().words().toLowerCase(Locale.ROOT)
                + (key.name() == null ? "" : " " + key.name())
                + parts(key.parts())
                + (key.using() == null ? "" : " using " + key.using())
                + key.options().stream().map(o -> "; " + option(o)).collect(Collectors.joining())
                + (key.guard() == null ? "" : "; if not exists");
    }

    private static String parts(List<Key.Part> parts) {
        return parts.stream()
                .map(part -> part.column()
                        + (part.length() == 0 ? "" : ":" + part.length())
                        + (part.descending() ? " desc" : "")
                        + (part.withoutOverlaps() ? " without overlaps" : ""))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    static String foreignKey(ForeignKey key) {
        return "foreign key"
                + (key.name() == null ? "" : " " + key.name())
                + (key.index() == null ? "" : " index " + key.index())
                + parts(key.columns())
                + " " + target(key.target())
                + (key.guard() == null ? "" : "; if not exists");
    }

    private static String target(ForeignKey.Target target) {
        return "references " + target.table().name()
                + (target.columns().isEmpty() ? "" : parts(target.columns()))
                + (target.match() == null ? "" : " match " + target.match())
                + (target.onDelete() == null ? "" : " on delete " + lower(target.onDelete()))
                + (target.onUpdate() == null ? "" : " on update " + lower(target.onUpdate()));
    }

    static String check(Check check) {
        return "check " + named(check.name()) + expression(check.expression())
                + (check.guard() == null ? "" : "; if not exists");
    }

    static String period(Period period) {
        return "period " + period.name() + " from " + period.start() + " to " + period.end()
                + (period.guard() == null ? "" : "; if not exists");
    }

    static String option(TableOption option) {
        return option.name()
                + (option.value().isEmpty() ? "" : " [" + option.value() + "]")
                + option.tables().stream().map(t -> " " + t.name()).collect(Collectors.joining());
    }

    static List<String> partitioning(Partitioning partitioning) {
        List<String> lines = new ArrayList<>();
        Partitioning.Method sub = partitioning.sub();
        lines.add("partitions by " + method(partitioning.by())
                + (partitioning.count() == 0 ? "" : "; " + partitioning.count())
                + (sub == null ? "" : "; each by " + method(sub))
                + (partitioning.subCount() == 0 ? "" : "; " + partitioning.subCount()));
        partitioning.partitions().forEach(p -> lines.add("partition " + partition(p)));
        return lines;
    }

    static String partition(Partitioning.Partition partition) {
        return partition.name()
                + (partition.values() == null ? "" : " " + partition.values().text())
                + partition.options().stream().map(o -> "; " + option(o)).collect(Collectors.joining())
                + (partition.parts().isEmpty()
                        ? ""
                        : partition.parts().stream()
                                .map(ShapeText::partition)
                                .collect(Collectors.joining(", ", " (", ")")));
    }

    private static String method(Partitioning.Method method) {
        return (method.linear() ? "linear " : "")
                + method.kind()
                + (method.of() == null ? "" : " " + expression(method.of()));
    }

    private static String named(@Nullable String name) {
        return name == null ? "" : name + " ";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
