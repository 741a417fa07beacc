package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A script of 20 MB is checked and planned by a process that has 80 MB: what is known of it does not grow with rows.
 */
@Timeout(300)
class LargeScriptTest {
    private static final int LENGTH = 20 * 1024 * 1024;

    @TempDir
    Path folder = Path.of("");

    @Test
    void aDumpWithManyRowsInAStatement() throws IOException, InterruptedException {
        write(500);
        assertThat(lupomig("check"))
                .contains("warning[LM3304]", "warning[LM3307]")
                .endsWith("\n1 plan checked: 2 warnings\n");
        assertThat(lupomig("plan")).contains("creates shop.t0, ", "INSERT INTO t0 ");
    }

    @Test
    void aDumpWithOneRowInAStatement() throws IOException, InterruptedException {
        write(1);
        assertThat(lupomig("check"))
                .contains("warning[LM3304]", "warning[LM3307]")
                .endsWith("\n1 plan checked: 2 warnings\n");
        assertThat(lupomig("plan")).contains("creates shop.t0, ", "INSERT INTO t0 ");
    }

    /** Tables, each with so many rows in a statement, until the script is long enough. */
    private void write(int rows) throws IOException {
        Files.writeString(folder.resolve("large.lupomig"), """
                plan large version 1.0 {
                  database main = mariadb
                  schema shop core
                  batch only { step all { sql "large.sql" } }
                }
                """);
        try (Writer out = Files.newBufferedWriter(folder.resolve("large.sql"))) {
            int written = 0;
            for (int table = 0; written < LENGTH; table++) {
                String create = "CREATE TABLE t" + table + " (\n  `id` int NOT NULL AUTO_INCREMENT,\n"
                        + "  `name` varchar(100) DEFAULT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\n";
                out.write(create);
                written += create.length();
                for (int row = 0; row < 20_000 && written < LENGTH; row += rows) {
                    StringBuilder sql = new StringBuilder("INSERT INTO t" + table + " (`id`, `name`) VALUES ");
                    for (int i = 0; i < rows; i++) {
                        sql.append(i == 0 ? "" : ",\n")
                                .append('(')
                                .append(row + i + 1)
                                .append(
                                        ", 'a row with a text of some length, as dumps have them, and a bit more of that')");
                    }
                    sql.append(";\n");
                    out.append(sql);
                    written += sql.length();
                }
            }
        }
    }

    private String lupomig(String command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx80m",
                "-XX:+UseSerialGC", // as bin/lupomig
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command,
                "large.lupomig"));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int status = process.waitFor();
        String out = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(status).as(out.substring(0, Math.min(out.length(), 4000))).isZero();
        return out;
    }
}
