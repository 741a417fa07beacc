package org.lupomig.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;
import org.lupomig.sql.ScriptUse;
import org.lupomig.sql.SqlScript;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;

/**
 * What it takes to read each statement of the corpus, warm, and what stays of 20,000 different ones once nobody holds
 * them. Prints a table, and fails where a goal is missed.
 *
 * <p>{@code java -cp … org.lupomig.bench.ReadCorpus}
 */
public final class ReadCorpus {
    private static final int WARM_UP = 200;
    private static final int TIMES = 41;
    private static final int DIFFERENT = 20_000;
    private static final double SLOWEST_MILLIS = 50;
    private static final double DDL_MICROS = 100;
    private static final double MOST_MEGABYTES = 64;

    private ReadCorpus() {}

    /**
     * A statement and how long it takes.
     *
     * @param micros the median
     */
    private record Measured(String name, boolean definition, double micros) {}

    /** Measures and prints. */
    public static void main(String[] args) {
        List<StatementCase> cases = StatementCorpus.all();
        for (int i = 0; i < WARM_UP; i++) {
            cases.forEach(each -> each.sent().forEach(sql -> read(sql.text())));
        }
        List<Measured> measured = new ArrayList<>();
        for (StatementCase each : cases) {
            for (CaseSql sql : each.sent()) {
                measured.add(new Measured(each.name(), isDefinition(each.group()), median(sql.text())));
            }
        }
        double slowest = print(measured);
        double definitions = measured.stream()
                .filter(Measured::definition)
                .mapToDouble(Measured::micros)
                .average()
                .orElseThrow();
        double retained = retained(cases);
        System.out.printf(
                Locale.ROOT,
                "%n%d statements; slowest %.3f ms (goal %.0f); definitions %.1f us on average (goal %.0f);%n"
                        + "%d different statements leave %.1f MB (goal %.0f)%n",
                measured.size(),
                slowest / 1000,
                SLOWEST_MILLIS,
                definitions,
                DDL_MICROS,
                DIFFERENT,
                retained,
                MOST_MEGABYTES);
        if (slowest / 1000 > SLOWEST_MILLIS || definitions > DDL_MICROS || retained > MOST_MEGABYTES) {
            throw new IllegalStateException("a goal is missed");
        }
    }

    private static double print(List<Measured> measured) {
        Map<String, List<Measured>> groups = new TreeMap<>();
        for (Measured each : measured) {
            String group = each.name().substring(0, each.name().indexOf('/'));
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(each);
        }
        double slowest = 0;
        System.out.printf("%-16s %10s %10s %10s  %s%n", "", "statements", "mean us", "most us", "the slowest");
        for (Map.Entry<String, List<Measured>> group : groups.entrySet()) {
            Measured most = group.getValue().get(0);
            double sum = 0;
            for (Measured each : group.getValue()) {
                most = each.micros() > most.micros() ? each : most;
                sum += each.micros();
            }
            slowest = Math.max(slowest, most.micros());
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %10d %10.1f %10.1f  %s%n",
                    group.getKey(),
                    group.getValue().size(),
                    sum / group.getValue().size(),
                    most.micros(),
                    most.name());
        }
        return slowest;
    }

    private static boolean isDefinition(String group) {
        return group.startsWith("create-")
                || group.startsWith("alter-")
                || group.startsWith("drop-")
                || group.equals("rename-table")
                || group.equals("truncate");
    }

    private static double median(String sql) {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            SqlScript script = read(sql);
            nanos[i] = System.nanoTime() - start;
            if (script.statements().isEmpty() && script.diagnostics().isEmpty()) {
                throw new IllegalStateException("nothing was read of " + sql);
            }
        }
        Arrays.sort(nanos);
        return nanos[TIMES / 2] / 1000.0;
    }

    private static SqlScript read(String sql) {
        return SqlScript.statement(sql, "c", ScriptUse.FORWARD);
    }

    /** Megabytes by which the heap has grown once many different statements were read and given up. */
    private static double retained(List<StatementCase> cases) {
        long before = used();
        long read = 0;
        for (int i = 0; read < DIFFERENT; i++) {
            for (StatementCase each : cases) {
                for (CaseSql sql : each.sent()) {
                    // other names and other values each time, so that anything kept by its text is kept again
                    String text = sql.text().replaceAll("\\bt\\b", "t" + i) + " /* " + i + " */";
                    SourceText source = SourceText.of("s" + i + ".sql", text);
                    for (Statement statement : SqlScript.read(MappedText.identity(text), source, "c" + i)
                            .statements()) {
                        read += statement.sql().isEmpty() ? 0 : 1;
                    }
                }
            }
        }
        return (used() - before) / (1024.0 * 1024.0);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
