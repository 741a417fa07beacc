package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.diagnostic.Problem;
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
            OpenServer busy =
                    new OpenServer("main", "", "the test server", "", one, FreezeSetting.ADVISORY, StoreSchemas.DEFAULT);
            OpenServer late =
                    new OpenServer("main", "", "the test server", "", other, FreezeSetting.ADVISORY, StoreSchemas.DEFAULT);
            StoreMaker maker = new StoreMaker(StoreForTests.shell(), Duration.ZERO);
            try (StoreClaim claim = busy.store().claim(Duration.ZERO)) {
                assertThat(claim).isNotNull();
                assertThat(maker.ensure(late, late.store().state(), Duration.ZERO)
                                .problems())
                        .containsExactly(Problem.of(
                                CliMessage.STORE_NOT_MADE, "the test server", "another command is at work there"));
                assertThat(database.query("SHOW DATABASES LIKE 'lupomig%'")).isEmpty();
            }
            assertThat(maker.ensure(late, late.store().state(), Duration.ZERO).isOk())
                    .isTrue();
        }
    }
}
