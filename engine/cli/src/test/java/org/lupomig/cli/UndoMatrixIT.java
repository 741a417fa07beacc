package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.UndoneCase.Others;
import org.lupomig.cli.UndoneCase.Outcome;
import org.lupomig.cli.UndoneCase.Verdict;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.statements.ServerVersions;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;
import org.lupomig.testkit.statements.Trait;

/**
 * Every statement of the corpus that the engine runs is undone exactly, or refused with nothing touched: some of each
 * construct in every build, all of them in the long set. With {@code -Dundo.cases=alter-table/,drop-} only the cases
 * whose names begin so. What came of all of them is a page of the documentation; with {@code -Dgolden.update=true} the
 * long set writes it, and fails. What comes of some must stand in it.
 */
@Tag("proof")
class UndoMatrixIT {
    /** Of a construct's cases, one of so many is taken in every build. */
    private static final int SOME = 12;

    /** One of so many is taken beside others who write. */
    private static final int EVERY = 40;

    private static final long SEED = Long.getLong("undo.seed", 20260101);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.get();

    @Test
    void someOfEachConstructThatRunIsUndone() throws Exception {
        List<StatementCase> cases = some(cases());
        UndoTable table = undone("undo of some statements, seed " + SEED, cases);
        assertThat(table.missingIn(UndoTable.written())).isEmpty();
    }

    @Test
    @Tag("soak")
    void whatRunsIsUndone() throws Exception {
        UndoTable table = undone("undo of every statement", cases());
        if (System.getProperty("undo.cases") == null) {
            comparePage(table);
        }
    }

    /** So a case that is new, or goes, asks for the page to be written anew. */
    @Test
    void thePageTellsOfAsManyCasesAsThereAre() throws Exception {
        long cases = StatementCorpus.all().stream()
                .filter(each -> !each.isRefused() && !each.is(Trait.PARSED))
                .filter(each -> each.versions().equals(ServerVersions.ALL))
                .count();
        assertThat(UndoTable.cases(UndoTable.written())).isEqualTo(cases);
    }

    /** By construct, so that none is left out. */
    private static List<StatementCase> some(List<StatementCase> cases) {
        Map<String, List<StatementCase>> constructs = new TreeMap<>();
        for (StatementCase each : cases) {
            constructs
                    .computeIfAbsent(each.group() + "/" + each.construct(), name -> new ArrayList<>())
                    .add(each);
        }
        Random random = new Random(SEED);
        List<StatementCase> some = new ArrayList<>();
        constructs.values().forEach(of -> {
            Collections.shuffle(of, random);
            some.addAll(of.subList(0, (of.size() + SOME - 1) / SOME));
        });
        return some;
    }

    private UndoTable undone(String title, List<StatementCase> cases) throws Exception {
        database.clear();
        UndoneCase runner = new UndoneCase(database, folder);
        Counts counts = new Counts(title).add("cases", cases.size());
        List<String> wrong = new ArrayList<>();
        UndoTable table = new UndoTable();
        for (StatementCase each : cases) {
            Outcome outcome = runner.undone(each);
            table.add(each, outcome);
            counts.count(outcome.verdict().word());
            String line = each.name() + " " + outcome.verdict() + " " + outcome.strategies() + " " + outcome.why();
            if (outcome.verdict() == Verdict.WRONG || outcome.verdict() == Verdict.STUCK) {
                wrong.add(line);
            }
            System.out.println("[undo] " + line.replace('\n', ' '));
        }
        counts.print();
        assertThat(wrong).isEmpty();
        return table;
    }

    /** What a server refuses by itself another one refuses in other words: what is counted is the same on each. */
    private void comparePage(UndoTable table) throws IOException {
        String page = table.page();
        String written = UndoTable.written();
        boolean embedded = database.source() == TestDatabase.Source.EMBEDDED;
        if (embedded && Boolean.getBoolean("golden.update")) {
            UndoTable.write(page);
        }
        assertThat(UndoTable.counts(written)).isEqualTo(UndoTable.counts(page));
        if (embedded) {
            assertThat(written).isEqualTo(page);
        }
    }

    /**
     * Some statements while an application writes to the same tables, all of them in the long set: each is undone
     * exactly, or what cannot be told apart waits for a person; and the application loses no row.
     */
    @Test
    void othersLoseNothing() throws Exception {
        others(EVERY, Others.INSERTING);
    }

    /** The same while it changes rows that were there before, and writes into the tables that the plan makes. */
    @Test
    void othersLoseNothingInRowsThatWereThereAndTablesThatAreNew() throws Exception {
        others(EVERY, Others.BUSY);
    }

    @Test
    @Tag("soak")
    void othersLoseNothingBesideAnyStatement() throws Exception {
        others(1, Others.INSERTING);
    }

    @Test
    @Tag("soak")
    void othersLoseNothingAnywhereBesideAnyStatement() throws Exception {
        others(1, Others.BUSY);
    }

    private void others(int every, Others others) throws Exception {
        database.clear();
        UndoneCase runner = UndoneCase.amongBystanders(database, folder, others);
        Counts counts =
                new Counts("undo beside an application, " + others.name().toLowerCase(Locale.ROOT));
        List<String> wrong = new ArrayList<>();
        // What others write fires the triggers of the plan, and what these do is the others' doing.
        List<StatementCase> cases = cases().stream()
                .filter(each -> !each.name().startsWith("trigger/"))
                .toList();
        for (int i = 0; i < cases.size(); i += every) {
            StatementCase each = cases.get(i);
            Outcome outcome = runner.undone(each);
            counts.count(outcome.verdict().word());
            if (outcome.verdict() == Verdict.STUCK || outcome.verdict() == Verdict.WRONG) {
                System.out.println("[others] " + each.name() + " " + outcome.verdict() + " "
                        + outcome.why().replace('\n', ' '));
                database.clear();
            } else if (!database.query("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'lupomig_held'")
                    .isEmpty()) {
                database.clear(); // what is kept there may refer to what the next one makes
            }
            if (outcome.verdict() == Verdict.WRONG) {
                wrong.add(each.name() + " " + outcome.why());
            }
        }
        counts.print();
        assertThat(wrong).isEmpty();
    }

    @Test
    @Tag("soak")
    void whatRunsDoesWhatItSaysAndIsRolledBack() throws Exception {
        database.clear();
        UndoneCase runner = new UndoneCase(database, folder);
        Counts counts = new Counts("rollback of every statement");
        List<String> wrong = new ArrayList<>();
        for (StatementCase each : cases()) {
            if (each.is(Trait.SESSION)) {
                continue; // sent as they are, they lock the dump out
            }
            counts.count("cases");
            String complaint = runner.appliedAndRolledBack(each);
            if (complaint != null) {
                wrong.add(each.name() + " " + complaint);
                System.out.println("[rollback] " + each.name() + " " + complaint.replace('\n', ' '));
            }
        }
        counts.add("wrong", wrong.size()).print();
        assertThat(wrong).isEmpty();
    }

    private List<StatementCase> cases() throws Exception {
        String version = database.version();
        List<String> prefixes = List.of(System.getProperty("undo.cases", "").split(",", -1));
        return StatementCorpus.all().stream()
                .filter(each -> prefixes.stream().anyMatch(each.name()::startsWith))
                .filter(each -> !each.isRefused() && !each.is(Trait.PARSED))
                .filter(each -> each.versions().covers(version))
                .toList();
    }
}
