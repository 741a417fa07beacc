package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.freeze.FreezeSetting;
import org.lupomig.store.journal.StoreClaim;
import org.lupomig.testkit.mariadb.TestDatabase;

class StoreMakerIT {
    @Test
    void whoMakesAStoreKeepsOthersFromIt() throws SQLException {
        TestDatabase database = TestDatabase.get();
        database.clear();
        try (MariaDbServer one = StoreForTests.connect(database);
                MariaDbServer other = StoreForTests.connect(database)) {
            OpenServer busy = new OpenServer(
                    "main", "", "the test server", "", one, FreezeSetting.ADVISORY, StoreSchemas.DEFAULT);
            OpenServer late = new OpenServer(
                    "main", "", "the test server", "", other, FreezeSetting.ADVISORY, StoreSchemas.DEFAULT);
            StoreMaker maker = new StoreMaker(StoreForTests.shell(), Duration.ZERO, Duration.ofMillis(1));
            List<String> told = new ArrayList<>();
            try (StoreClaim claim = busy.store().claim(Duration.ZERO)) {
                assertThat(claim).isNotNull();
                // as long as a run is waited for
                PatienceLeft days = new PatienceLeft(Duration.ofDays(1), InstantSource.system());
                assertThat(maker.ensure(late, late.store().state(), days, told::add)
                                .problems())
                        .containsExactly(Problem.of(
                                CliMessage.STORE_NOT_MADE, "the test server", "another command is at work there"));
                assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
                assertThat(told)
                        .containsExactly(
                                "waiting for another command that makes the store on the test server, for 0 s at"
                                        + " the most");
                assertThat(days.left()).as("that it waited counts").isLessThan(Duration.ofDays(1));
            }
            PatienceLeft none = new PatienceLeft(Duration.ZERO, InstantSource.system());
            assertThat(maker.ensure(late, late.store().state(), none, told::add).isOk())
                    .isTrue();
            assertThat(told).hasSize(1);
        }
    }
}
