package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A server with {@code lower_case_table_names = 1}. */
class LoweredNamesIT {
    private static final String PLAN = """
            plan shop version 1 {
              database main = mariadb
              batch change {
                step only {
                  sql \"""
                    %s
                  \"""
                }
              }
            }
            """;

    @Test
    void takesNamesAsItWritesThemAndNoOthers(@TempDir Path folder) throws Exception {
        EmbeddedServerConfig config =
                EmbeddedServerConfig.in(folder.resolve("server")).withOptions("--lower-case-table-names=1");
        try (EmbeddedServer server = EmbeddedServer.start(config);
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA Shop");
            statement.execute("CREATE TABLE Shop.Orders (id INT PRIMARY KEY)");
            TestDatabase database = TestDatabase.at(server.jdbcUrl(), server.user(), server.password());
            TestShell shell = TestShell.on(folder, database).withTime();
            Path plan = folder.resolve("shop.lupomig");

            Files.writeString(
                    plan,
                    PLAN.formatted("ALTER TABLE shop.Orders ADD COLUMN a INT; ALTER TABLE shop.ORDERS ADD b INT;"));
            TestShell.Result refused = shell.run("run", "shop.lupomig");
            assertThat(refused.status()).isEqualTo(ExitStatus.COULD_NOT_RUN);
            assertThat(refused.err())
                    .contains("LM5070", "Orders is orders there", "ORDERS is orders there", "shop.lupomig:6:");

            String late = "SET @s = 'ALTER TABLE shop.Orders ADD COLUMN a INT'; EXECUTE IMMEDIATE @s;";
            Files.writeString(plan, PLAN.formatted(late));
            TestShell.Result undone = shell.run("run", "shop.lupomig");
            assertThat(undone.status()).isEqualTo(ExitStatus.FINDINGS);
            assertThat(undone.err()).contains("LM5070", "Orders is orders there");

            String lower = "ALTER TABLE shop.orders ADD COLUMN a INT; INSERT INTO shop.orders VALUES (1, 2);";
            Files.writeString(plan, PLAN.formatted(lower));
            assertThat(shell.run("run", "shop.lupomig").status()).isZero();
            assertThat(shell.run("rollback", "shop.change").status()).isZero();
            try (ResultSet rows = statement.executeQuery("SELECT * FROM shop.orders")) {
                assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
                assertThat(rows.next()).isFalse();
            }

            TestShell.Result frozen = shell.run("freeze", "Shop", "--because", "stocktaking");
            assertThat(frozen.status()).as(frozen.out() + frozen.err()).isZero();
            assertThat(frozen.out()).contains("done: shop is frozen").doesNotContain("LM5153");
            for (String spelling : new String[] {"shop", "Shop", "SHOP"}) {
                assertThat(shell.run("freeze", spelling, "--because", "stocktaking")
                                .out())
                        .contains("nothing to do: shop is frozen");
            }
            assertThat(shell.run("thaw").status()).isZero();
            TestShell.Result emergency = shell.run("freeze", "Shop", "nosuch", "--emergency", "--because", "rows go");
            assertThat(emergency.out())
                    .contains("with shop, nosuch frozen", "there is no schema nosuch that the server shows");
            assertThat(shell.run("thaw").status()).isZero();
        }
    }
}
