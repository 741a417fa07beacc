package org.lupomig.testkit.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementCorpusTest {
    private static final String FILE = """
            -- what: rows
            -- server: 10.11+
            -- given
            CREATE TABLE t (a INT);
            INSERT INTO t VALUES (1),
              (2);
            -- statement
            -- refused: 1054
            -- traits: session partial
            DELIMITER //
            BEGIN NOT ATOMIC
              SELECT 1;
            END//
            DELIMITER ;
            DELETE FROM t;
            -- statement
            -- what: two on a line
            DELETE FROM t; DO 1;
            -- sends
            DELETE FROM t
            -- sends
            DO 1
            -- clean
            DO 2;
            """;

    @Test
    void hasCasesWithNamesOfTheirOwn() {
        List<StatementCase> all = StatementCorpus.all();
        assertThat(all).extracting(StatementCase::name).doesNotHaveDuplicates();
        assertThat(all).hasSizeGreaterThan(1_000);
        assertThat(StatementCorpus.group("truncate")).isNotEmpty().allSatisfy(each -> assertThat(each.name())
                .startsWith("truncate/"));
    }

    @Test
    void sendsOnlyWhatIsInTheScript() {
        assertThat(StatementCorpus.all()).allSatisfy(each -> {
            for (CaseSql sql : each.sent()) {
                int start = sql.offset() - each.offset();
                assertThat(each.script().substring(start, start + sql.text().length()))
                        .isEqualTo(sql.text());
            }
        });
    }

    @Test
    void saysWhatAFileSays() {
        List<StatementCase> cases = CaseFile.read("group", "file", FILE);
        assertThat(cases).extracting(StatementCase::name).containsExactly("group/file#1", "group/file#2");
        StatementCase first = cases.get(0);
        assertThat(first.what()).isEqualTo("rows");
        assertThat(first.refused()).isEqualTo(1054);
        assertThat(first.traits()).containsExactlyInAnyOrder(Trait.SESSION, Trait.PARTIAL);
        assertThat(first.given())
                .extracting(CaseSql::text)
                .containsExactly("CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1),\n  (2)");
        assertThat(first.sent())
                .extracting(CaseSql::text)
                .containsExactly("BEGIN NOT ATOMIC\n  SELECT 1;\nEND", "DELETE FROM t");
        assertThat(first.cleaning()).extracting(CaseSql::text).containsExactly("DO 2");
        StatementCase second = cases.get(1);
        assertThat(second.what()).isEqualTo("two on a line");
        assertThat(second.isRefused()).isFalse();
        assertThat(second.sent()).extracting(CaseSql::text).containsExactly("DELETE FROM t", "DO 1");
        assertThat(FILE.substring(
                        second.sent().get(1).offset(), second.sent().get(1).end()))
                .isEqualTo("DO 1");
    }

    @Test
    void objectsToAFileThatSaysNothing() {
        assertThatThrownBy(() -> CaseFile.read("g", "f", "-- statement\nDO 1;\n"))
                .hasMessage("g/f.sql: does not say what it shows");
        assertThatThrownBy(() -> CaseFile.read("g", "f", "-- what: x\n-- given\nDO 1;\n"))
                .hasMessage("g/f.sql: has no statement");
        assertThatThrownBy(() -> CaseFile.read("g", "f", "-- what: x\nDO 1;\n"))
                .hasMessage("g/f.sql: not a heading: DO 1;");
        assertThatThrownBy(() -> CaseFile.read("g", "f", "-- what: x\n-- statement\nDO 1;\n-- sends\nDO 2\n"))
                .hasMessage("g/f.sql: not in the script: DO 2");
    }

    @Test
    void knowsSeries() {
        ServerVersions later = ServerVersions.parse("10.11+");
        assertThat(later.covers("10.11.19-MariaDB")).isTrue();
        assertThat(later.covers("11.4.5-MariaDB")).isTrue();
        assertThat(later.covers("10.6.1-MariaDB")).isFalse();
        assertThat(ServerVersions.parse("10.11 only").covers("11.4.5")).isFalse();
        assertThat(ServerVersions.parse("before 11.4").covers("10.11.19")).isTrue();
        assertThatThrownBy(() -> ServerVersions.parse("new")).isInstanceOf(IllegalArgumentException.class);
    }
}
