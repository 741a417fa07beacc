package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.SentCommand;
import org.lupomig.testkit.wire.Wire;

/**
 * At which of its statements a command is struck: each that may change something has a point before it, which is odd,
 * and one behind it.
 *
 * @param statements those of the whole command, in their order
 * @param inside after which of them, numbered from 1, nobody gets who strikes at calls to ports, by what is called
 */
record StatementPoints(List<SentCommand> statements, Map<String, List<Integer>> inside) {

    /** Gives the command in this process, where nothing happens to it. */
    static StatementPoints measured(String command, TestDatabase database, Path plan) {
        try (Wire wire = Wire.to(database)) {
            InsideCalls calls = new InsideCalls(wire);
            RunReport report = HaltingProcess.perform(command, wire.database().jdbcUrlWithAccount(), plan, calls);
            assertThat(report.result().exitStatus()).as(String.valueOf(report)).isZero();
            return new StatementPoints(wire.commands(), calls.gaps());
        }
    }

    /** Begins to count with how many there are. */
    Counts counts(String title, Points points) {
        Counts counts = points.counts(title);
        inside.forEach((call, gaps) -> counts.add("inside " + call, 2L * gaps.size()));
        return counts;
    }

    /**
     * All of them; where fewer are wanted, first those inside calls, one of each call and then another.
     *
     * @param passed so many of these are left to others
     * @param strikes what happens at them, by turns: each where it can; where nothing is given, anywhere
     */
    Points some(int samples, int passed, List<StatementStrike> strikes) {
        int all = 2 * statements.size();
        int[] some = samples >= all ? Points.distances(all, samples).toArray() : first(samples, passed);
        IntStream points = strikes.isEmpty()
                ? IntStream.of(some)
                : IntStream.range(0, some.length)
                        .map(i -> strikes.get(i % strikes.size()).at(some[i]));
        // where the same happens at all of them, two may have become one
        return Points.among(
                all, (strikes.size() == 1 ? points.distinct() : points).boxed().toList(), samples);
    }

    private int[] first(int samples, int passed) {
        int all = 2 * statements.size();
        Set<Integer> some = new LinkedHashSet<>();
        int most = inside.values().stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < most; turn++) {
            for (List<Integer> gaps : inside.values()) {
                if (turn < gaps.size()) {
                    // from the middle on: there most has been done, and most is left
                    int gap = gaps.get(((gaps.size() - 1) / 2 + turn) % gaps.size());
                    some.add(2 * gap + some.size() % 2);
                }
            }
        }
        IntStream first = some.stream().mapToInt(Integer::intValue);
        return IntStream.concat(first.skip(passed), Points.distances(all, samples))
                .distinct()
                .limit(samples)
                .toArray();
    }

    /** The same, where only those inside these calls are taken before others. */
    StatementPoints inside(String... calls) {
        Map<String, List<Integer>> some = new LinkedHashMap<>();
        for (String call : calls) {
            if (inside.containsKey(call)) {
                some.put(call, inside.get(call));
            }
        }
        return new StatementPoints(statements, some);
    }

    /** What is struck at a point, as far as that is the same each time. */
    String at(int point) {
        int statement = (point + 1) / 2;
        return (point % 2 == 0 ? "behind " : "before ")
                + (statement <= statements.size() ? statements.get(statement - 1) : "the end");
    }

    /** The number of the first statement that begins like this, from 1. */
    int first(String beginning) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).text().strip().startsWith(beginning)) {
                return i + 1;
            }
        }
        throw new AssertionError("nothing is sent that begins with " + beginning);
    }
}
