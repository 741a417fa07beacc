package org.lupomig.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.statements.CaseSession;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;
import org.lupomig.testkit.statements.Trait;

/** The corpus says of a real server what is so: what it takes, what it refuses, and that a refusal has no effect. */
class StatementCorpusIT {
    private static final int FEWEST = 480;
    private static final int FEWEST_REFUSED = 40;

    /** How many cases of a group ran, were refused, or do not hold on this server. */
    private static final class Count {
        private int cases;
        private int refused;
        private int otherServers;
    }

    @Test
    void isTakenAndRefusedAsItSays() throws SQLException {
        TestDatabase database = TestDatabase.get();
        database.clear();
        String version = database.version();
        List<String> globals = globals(database);
        Map<String, Count> counts = new TreeMap<>();
        List<String> complaints = new ArrayList<>();
        for (StatementCase each : StatementCorpus.all()) {
            Count count = counts.computeIfAbsent(each.group(), group -> new Count());
            count.cases++;
            if (!each.versions().covers(version)) {
                count.otherServers++;
                continue;
            }
            count.refused += each.isRefused() ? 1 : 0;
            String complaint = complaint(database, each);
            if (complaint != null) {
                complaints.add(each + ": " + complaint);
            }
            if (each.is(Trait.GLOBAL)) {
                assertThat(globals(database))
                        .as("global variables after %s", each)
                        .isEqualTo(globals);
            }
        }
        assertThat(globals(database)).isEqualTo(globals);
        print(version, counts);
        assertThat(complaints).isEmpty();
        assertThat(counts.values().stream().mapToInt(count -> count.cases).sum())
                .isGreaterThanOrEqualTo(FEWEST);
        assertThat(counts.values().stream().mapToInt(count -> count.refused).sum())
                .isGreaterThanOrEqualTo(FEWEST_REFUSED);
    }

    private static @Nullable String complaint(TestDatabase database, StatementCase of) {
        try (CaseSession session = CaseSession.open(database, of)) {
            int lastOne = of.sent().size() - 1;
            for (CaseSql sql : of.sent().subList(0, lastOne)) {
                session.run(sql);
            }
            CaseSql last = of.sent().get(lastOne);
            if (!of.isRefused()) {
                session.run(last);
                return null;
            }
            String before = dump(database, of);
            try {
                session.run(last);
                return "taken, not refused with " + of.refused();
            } catch (SQLException e) {
                if (e.getErrorCode() != of.refused()) {
                    return "refused, not with " + of.refused() + " but: " + e.getMessage();
                }
            }
            return before.equals(dump(database, of)) ? null : "refused, and had an effect";
        } catch (SQLException e) {
            return e.getErrorCode() + " " + e.getMessage();
        }
    }

    /** What is in the schemas, for a refusal that must not change it and that no lock hides. */
    private static String dump(TestDatabase database, StatementCase of) throws SQLException {
        return of.is(Trait.PARTIAL) || of.is(Trait.SESSION)
                ? ""
                : SchemaDump.of(database, CaseSession.SCHEMAS.toArray(String[]::new));
    }

    private static List<String> globals(TestDatabase database) throws SQLException {
        return database.query("SELECT concat(variable_name, '=', global_value) FROM information_schema.system_variables"
                + " WHERE global_value IS NOT NULL AND variable_name NOT LIKE 'GTID%' ORDER BY variable_name");
    }

    private static void print(String version, Map<String, Count> counts) {
        Count all = new Count();
        counts.forEach((group, count) -> {
            print(group, count);
            all.cases += count.cases;
            all.refused += count.refused;
            all.otherServers += count.otherServers;
        });
        print("all on " + version, all);
    }

    private static void print(String what, Count count) {
        System.out.println("[corpus] " + what + ": " + count.cases + " cases, " + count.refused + " refused, "
                + count.otherServers + " of other servers");
    }
}
