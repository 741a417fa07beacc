package org.lupomig.cli.wiring;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.lupomig.cli.Shell;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.freeze.FreezeSetting;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Makes the store on a test server, the way a first command does. */
final class StoreForTests {
    private StoreForTests() {}

    static void make(TestDatabase database) {
        MariaDbServer server = connect(database);
        OpenServer open =
                new OpenServer("main", "", "the test server", "", server, FreezeSetting.ADVISORY, StoreSchemas.DEFAULT);
        PatienceLeft patience = new PatienceLeft(Duration.ofSeconds(30), shell().clock());
        var made = new StoreMaker(shell()).ensure(open, open.store().state(), patience, told -> {});
        server.close();
        if (!made.isOk()) {
            throw new IllegalStateException("no store: " + made.problems());
        }
    }

    static MariaDbServer connect(TestDatabase database) {
        AddressText.Reading.Address address =
                (AddressText.Reading.Address) AddressText.read(database.jdbcUrlWithAccount());
        Connecting connecting = MariaDbServer.connect(address.address());
        if (connecting instanceof Connecting.Failed failed) {
            throw new IllegalStateException(failed.problem().message());
        }
        return ((Connecting.Connected) connecting).server();
    }

    /** A shell that nobody sees. */
    static Shell shell() {
        PrintStream silent = new PrintStream(PrintStream.nullOutputStream());
        return new Shell(
                Path.of("").toAbsolutePath(),
                Map.of(),
                silent,
                silent,
                false,
                false,
                InstantSource.system(),
                () -> "store-for-tests");
    }
}
