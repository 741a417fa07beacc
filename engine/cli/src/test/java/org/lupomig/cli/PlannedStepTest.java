package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --to} may be given, before any server is reached. */
class PlannedStepTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void plan() throws IOException {
        write("shop");
        write("other");
    }

    private void write(String name) throws IOException {
        Files.writeString(folder.resolve(name + ".lupomig"), """
                plan %s version 1 {
                  database main = mariadb
                  batch reports {
                    step totals { sql \"""CREATE TABLE shop.totals (id INT PRIMARY KEY)\""" }
                    step clean { sql \"""CREATE TABLE shop.c (id INT PRIMARY KEY)\""" }
                  }
                  batch words requires reports {
                    step clean { sql \"""CREATE TABLE shop.d (id INT PRIMARY KEY)\""" }
                  }
                }
                """.formatted(name));
    }

    private String refused(String code, String... arguments) {
        TestShell.Result result = TestShell.in(folder).run(arguments);
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(2);
        assertThat(result.err()).contains(code);
        assertThat(folder.resolve(".lupomig/server")).doesNotExist();
        return result.err();
    }

    @Test
    void aNameOfNoStep() {
        assertThat(refused("LM9109", "run", "shop.lupomig", "--to", "nothing.like.it"))
                .contains(
                        "plan shop has no step 'nothing.like.it'",
                        "there are reports.totals, reports.clean, words.clean");
        assertThat(refused("LM9109", "run", "shop.lupomig", "--to", "total"))
                .contains("plan shop has no step 'total'", "did you mean 'totals'?");
    }

    @Test
    void aBatch() {
        assertThat(refused("LM9109", "run", "shop.lupomig", "--to", "reports"))
                .contains("it is a batch, whose last step is reports.clean");
    }

    @Test
    void aNameOfSeveralSteps() {
        assertThat(refused("LM9110", "run", "shop.lupomig", "--dry-run", "--to", "clean"))
                .contains("'clean' may be any of reports.clean, words.clean", "write one of these");
    }

    @Test
    void severalPlans() {
        assertThat(refused("LM9111", "run", "shop.lupomig", "other.lupomig", "--to", "shop.reports.totals"))
                .contains("--to names a step of one plan, and 2 plans are given");
    }
}
