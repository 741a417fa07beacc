package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.ImplicitCommit;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.statements.CaseSession;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;
import org.lupomig.testkit.statements.Trait;

/** A server commits an open transaction before the statements of which it is said, and before no others. */
class ImplicitCommitsIT {
    /** Cases that the server refuses while it parses them, before it commits. */
    private static final Set<String> REFUSED_BEFORE = Set.of(
            "create-schema/refused-charset#1",
            "create-schema/refused-charset#2",
            "create-table/refused#16",
            "maintenance/flush#9",
            "routine/refused#5",
            "routine/refused#6",
            "routine/refused#7",
            "sequence/refused#2",
            "trigger/refused#5",
            "trigger/refused#6",
            "trigger/refused#7",
            "view/refused#10");

    @Test
    void asTheServerDoes() throws SQLException {
        TestDatabase database = TestDatabase.get();
        database.execute(
                "CREATE OR REPLACE DATABASE lm_commits", "CREATE TABLE lm_commits.journal (a INT) ENGINE=InnoDB");
        Map<String, String> otherwise = new TreeMap<>();
        int tried = 0;
        for (StatementCase each : StatementCorpus.all()) {
            boolean usable = each.sent().size() == 1
                    && each.refused() != 1064
                    && !each.is(Trait.PARSED)
                    && each.versions().covers(database.version());
            List<Statement> read = usable ? read(each) : List.of();
            if (read.size() != 1 || read.get(0).fact() instanceof Unparsed) {
                continue;
            }
            ImplicitCommit said = ImplicitCommits.of(read.get(0).fact());
            if (said != ImplicitCommit.UNKNOWN) {
                tried++;
                boolean committed = commits(database, each);
                if (committed != (said == ImplicitCommit.YES)) {
                    otherwise.put(each.name(), read.get(0).fact().kind() + (committed ? " commits" : " does not"));
                }
            }
        }
        database.execute("DROP DATABASE lm_commits");
        System.out.println("[commits] " + tried + " statements tried");
        assertThat(otherwise.keySet()).as(otherwise.toString()).isEqualTo(REFUSED_BEFORE);
        assertThat(tried).isGreaterThan(300);
    }

    private static List<Statement> read(StatementCase each) {
        String sql = each.script();
        return new ArrayList<>(
                SqlScript.read(MappedText.identity(sql), SourceText.of(each.file(), sql), "c", ScriptUse.FORWARD)
                        .statements());
    }

    private static boolean commits(TestDatabase database, StatementCase each) throws SQLException {
        try (CaseSession session = CaseSession.open(database, each)) {
            database.execute("DELETE FROM lm_commits.journal");
            session.send("START TRANSACTION");
            session.send("INSERT INTO lm_commits.journal VALUES (1)");
            try {
                session.run(each.sent().get(0));
            } catch (SQLException e) {
                // whether it commits shows all the same
            }
            session.send("UNLOCK TABLES");
            session.send("ROLLBACK");
            return !database.query("SELECT a FROM lm_commits.journal").isEmpty();
        }
    }
}
