package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** Which tables are looked at for rows that refer to nothing, before a statement under no checks and in the end. */
class WatchedKeysTest {
    private static final String BEFORE = "rows without parents of ";
    private static final String AFTER = "new " + BEFORE;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ALTER TABLE core.pet ADD COLUMN x|core.pet|core.pet",
                "ALTER TABLE core.pet ADD INDEX i|core.pet|core.pet",
                "ALTER TABLE core.owner ADD COLUMN x|core.pet|core.pet",
                "ALTER TABLE core.bare ADD COLUMN x|-|-",
                "ALTER TABLE core.bare ADD FK up REFERENCES core.owner|-|core.bare",
                "ALTER TABLE core.pet DROP FK owned|core.pet|core.pet",
                "ALTER TABLE core.users DROP INDEX by_name|-|-",
                "CREATE TABLE core.fresh (id, FK up REFERENCES core.owner)|-|core.fresh",
                "CREATE TABLE core.fresh (id)|-|-",
                "INSERT INTO core.owner VALUES 3|-|-",
                "UPDATE core.pet SET name = rex WHERE id = 1|core.pet|core.pet",
                "DELETE FROM core.owner WHERE id = 2|core.pet|core.pet",
                "DELETE FROM core.pet WHERE id = 2|-|-",
                "TRUNCATE TABLE core.pet|core.pet|core.pet",
                "DROP TABLE core.owner|core.pet|core.pet",
                "RENAME TABLE core.pet TO core.animal|core.pet|core.animal",
            })
    void areThoseOfTheKeysThatItReaches(String sql, String before, String after) {
        Client client = run(sql, false);
        assertThat(asked(client, BEFORE)).isEqualTo(before == null ? Set.of() : Set.of(before));
        assertThat(asked(client, AFTER)).isEqualTo(after == null ? Set.of() : Set.of(after));
    }

    @ParameterizedTest
    @CsvSource({"ALTER TABLE core.pet ADD COLUMN x", "UPDATE core.pet SET name = rex WHERE id = 1"})
    void underChecksAreNone(String sql) {
        Client client = run(sql, true);
        assertThat(asked(client, BEFORE)).isEmpty();
        assertThat(asked(client, AFTER)).isEmpty();
    }

    private static Client run(String sql, boolean checks) {
        World world = Examples.world();
        world.server()
                .run(
                        "CREATE TABLE core.owner (id)",
                        "INSERT INTO core.owner VALUES 1, 2",
                        "CREATE TABLE core.pet (id, name, FK owned REFERENCES core.owner)",
                        "INSERT INTO core.pet VALUES 2",
                        "CREATE TABLE core.bare (id)");
        if (!checks) {
            world.server().checkNoReferences();
        }
        Plan plan = PlanText.plan("p").batch("b", batch -> batch.step("s", sql)).build();
        Client client = Client.alive();
        world.engine(client).run(plan, RunOptions.plain());
        return client;
    }

    private static Set<String> asked(Client client, String question) {
        Set<String> tables = new TreeSet<>();
        client.calls().stream()
                .filter(call -> call.what().startsWith(question))
                .forEach(call -> tables.add(call.what().substring(question.length())));
        return tables;
    }
}
