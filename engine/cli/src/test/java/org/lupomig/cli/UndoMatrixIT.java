package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.UndoneCase.Outcome;
import org.lupomig.cli.UndoneCase.Verdict;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;
import org.lupomig.testkit.statements.Trait;

/** Every statement of the corpus that the engine runs is undone exactly, or refused with nothing touched. */
class UndoMatrixIT {
    @TempDir
    Path folder;

    @Test
    void whatRunsIsUndone() throws Exception {
        TestDatabase database = TestDatabase.get();
        database.clear();
        String version = database.version();
        UndoneCase runner = new UndoneCase(database, folder);
        Map<Verdict, Integer> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (StatementCase each : StatementCorpus.all()) {
            if (each.isRefused() || each.is(Trait.PARSED) || !each.versions().covers(version)) {
                continue;
            }
            Outcome outcome = runner.undone(each);
            counts.merge(outcome.verdict(), 1, Integer::sum);
            String line = each.name() + " " + outcome.verdict() + " " + outcome.strategies() + " " + outcome.why();
            if (outcome.verdict() == Verdict.WRONG || outcome.verdict() == Verdict.STUCK) {
                wrong.add(line);
            }
            System.out.println("[undo] " + line.replace('\n', ' '));
        }
        System.out.println("[undo] " + counts);
        assertThat(wrong).isEmpty();
    }
}
