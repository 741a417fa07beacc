package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Partitioning;
import org.lupomig.model.sql.Partitioning.Method;
import org.lupomig.model.sql.Partitioning.Partition;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.TableOption;

/** Reads {@code PARTITION BY} and lists of partitions. */
final class PartitionReader {
    private final Cursor c;

    PartitionReader(Cursor c) {
        this.c = c;
    }

    /** {@code PARTITION BY …}, from its first word. */
    Partitioning partitioning() {
        int start = c.position();
        c.expect("PARTITION");
        c.expect("BY");
        Method by = method();
        long count = c.accept("PARTITIONS") ? c.number() : 0;
        Method sub = null;
        long subCount = 0;
        if (c.accept("SUBPARTITION")) {
            c.expect("BY");
            sub = method();
            subCount = c.accept("SUBPARTITIONS") ? c.number() : 0;
        }
        List<Partition> partitions = c.atSymbol('(') ? list() : List.of();
        return new Partitioning(by, count, sub, subCount, partitions, c.since(start));
    }

    private Method method() {
        boolean linear = c.accept("LINEAR");
        String kind = c.word();
        switch (kind) {
            case "HASH" -> {
                c.next();
                return new Method(kind, linear, Expressions.inParentheses(c));
            }
            case "KEY" -> {
                c.next();
                int start = c.position();
                if (c.accept("ALGORITHM")) {
                    c.acceptSymbol('=');
                    c.number();
                }
                Expressions.inParentheses(c);
                return new Method(kind, linear, Expressions.of(c, start, c.position()));
            }
            case "RANGE", "LIST" -> {
                c.next();
                boolean columns = c.accept("COLUMNS");
                SqlExpression of = Expressions.inParentheses(c);
                return new Method(columns ? kind + " COLUMNS" : kind, linear, of);
            }
            case "SYSTEM_TIME" -> {
                c.next();
                return new Method(kind, linear, time());
            }
            default -> {
                c.unexpected("HASH, KEY, RANGE, LIST or SYSTEM_TIME is missing");
                return new Method("", linear, null);
            }
        }
    }

    /** {@code INTERVAL 1 MONTH STARTS '2020-01-01' AUTO}, or {@code LIMIT 1000}. */
    private @Nullable SqlExpression time() {
        int start = c.position();
        if (c.accept("INTERVAL")) {
            Expressions.value(c);
            if (c.word().isEmpty()) {
                c.unexpected("a unit of time is missing");
            }
            c.next();
            if (c.accept("STARTS")) {
                Expressions.value(c);
            }
        }
        if (c.accept("LIMIT")) {
            c.number();
        }
        c.accept("AUTO");
        return c.position() == start ? null : Expressions.of(c, start, c.position());
    }

    /** {@code (PARTITION …, PARTITION …)}. */
    List<Partition> list() {
        return list("PARTITION");
    }

    private List<Partition> list(String word) {
        List<Partition> partitions = new ArrayList<>();
        if (!c.acceptSymbol('(')) {
            c.unexpected("a list of partitions is missing");
        }
        do {
            int start = c.position();
            c.expect(word);
            partitions.add(partition(start));
        } while (c.acceptSymbol(','));
        if (!c.acceptSymbol(')')) {
            c.unexpected("a closing parenthesis is missing");
        }
        return partitions;
    }

    /** A partition from its name on. */
    Partition partition(int start) {
        String name = c.name();
        SqlText values = values();
        List<TableOption> options = Options.ofPartition(c);
        List<Partition> parts = c.atSymbol('(') ? list("SUBPARTITION") : List.of();
        return new Partition(name, values, options, parts, c.since(start));
    }

    private @Nullable SqlText values() {
        int start = c.position();
        boolean alone = c.accept("HISTORY") || c.accept("CURRENT") || c.accept("DEFAULT");
        if (alone) {
            return c.text(start, c.position());
        }
        if (!c.accept("VALUES")) {
            return null;
        }
        if (c.accept("LESS", "THAN")) {
            if (!c.accept("MAXVALUE")) {
                Expressions.inParentheses(c);
            }
        } else if (c.accept("IN")) {
            Expressions.inParentheses(c);
        } else {
            c.unexpected("LESS THAN or IN is missing");
        }
        return c.text(start, c.position());
    }
}
