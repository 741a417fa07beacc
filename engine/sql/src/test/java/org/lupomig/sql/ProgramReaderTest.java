package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.ProgramStep;
import org.lupomig.model.sql.ProgramVariable;

/** Procedures that are followed in place of a call. */
class ProgramReaderTest {
    private static final String UTF8 = "utf8mb4_general_ci";

    private static Program read(String head, String body) {
        return ProgramReader.read("CREATE DEFINER=`a`@`b` PROCEDURE `p`(" + head + ")\n" + body, "s");
    }

    private static String sent(String head, String statement) {
        Program program = read(head, statement);
        assertThat(program.whyNot()).isNull();
        ProgramStep.Send send = (ProgramStep.Send) program.steps().get(0);
        return send.statement().with(Map.of("v", "7", "w", "'it''s'"));
    }

    @Test
    void variablesStandWhereValuesDo() {
        assertThat(sent("v INT", "UPDATE t SET v = v + 1, t.v = V WHERE `v` = s.v AND ABS(v) = @v"))
                .isEqualTo("UPDATE t SET v = 7 + 1, t.v = 7 WHERE 7 = s.v AND ABS(7) = @v");
        assertThat(sent("v INT, w TEXT", "INSERT INTO t (v, w) VALUES (v, w) ON DUPLICATE KEY UPDATE v = w"))
                .isEqualTo("INSERT INTO t (v, w) VALUES (7, 'it''s') ON DUPLICATE KEY UPDATE v = 'it''s'");
        assertThat(sent("v INT", "INSERT INTO t (SELECT a, v = 3 FROM s WHERE s.v = v AND (v = 1))"))
                .isEqualTo("INSERT INTO t (SELECT a, 7 = 3 FROM s WHERE s.v = 7 AND (7 = 1))");
        assertThat(sent("v INT", "DELETE FROM t WHERE IF(a, v = 3, 0)"))
                .isEqualTo("DELETE FROM t WHERE IF(a, 7 = 3, 0)");
        assertThat(sent("v TEXT", "PREPARE s FROM v")).isEqualTo("PREPARE s FROM 7");
        assertThat(sent("v INT", "INSERT INTO t SET v = v")).isEqualTo("INSERT INTO t SET v = 7");
        assertThat(sent("v INT", "ALTER TABLE t ADD COLUMN v INT, DROP KEY v"))
                .isEqualTo("ALTER TABLE t ADD COLUMN v INT, DROP KEY v");
        assertThat(sent("v INT", "SET @v = CONCAT('v', v)")).isEqualTo("SET @v = CONCAT('v', 7)");
        assertThat(sent("v INT", "SELECT 'v', v, \"v\" FROM t AS x WHERE x.v = v LIMIT v"))
                .isEqualTo("SELECT 'v', 7, \"v\" FROM t AS x WHERE x.v = 7 LIMIT 7");
    }

    @Test
    void aProgramIsItsSteps() {
        Program program = read("INOUT v TINYINT UNSIGNED", """
                all_of_it: BEGIN
                  DECLARE a, b VARCHAR(5) DEFAULT UPPER('x');
                  IF v > 1 THEN
                    LEAVE all_of_it;
                  ELSEIF EXISTS (SELECT 1 FROM t) THEN SET a = b, @x = a, v = v + 1;
                  ELSE SELECT MAX(id) FROM t WHERE id > v INTO v; END IF;
                  CASE WHEN v IS NULL THEN BEGIN END; ELSE DO 1; END CASE;
                END
                """);
        assertThat(program.whyNot()).isNull();
        assertThat(program.definer()).isEqualTo("a@b");
        assertThat(program.parameters()).extracting(ProgramVariable::name).containsExactly("v");
        assertThat(program.variables()).extracting(ProgramVariable::name).containsExactly("v", "a", "b");
        assertThat(text(program.steps(), "")).isEqualTo("""
                block all_of_it
                  a := UPPER('x')
                  b := UPPER('x')
                  when :v > 1
                    leave all_of_it
                  when EXISTS (SELECT 1 FROM t)
                    a := :b
                    send SET @x = :a
                    v := :v + 1
                  else
                    v <- SELECT MAX(id) FROM t WHERE id > :v
                  when :v IS NULL
                    block
                  else
                    send DO 1
                """);
    }

    private static String text(List<ProgramStep> steps, String indent) {
        StringBuilder out = new StringBuilder();
        for (ProgramStep step : steps) {
            if (step instanceof ProgramStep.Send send) {
                line(out, indent, "send " + words(send.statement()));
            } else if (step instanceof ProgramStep.Assign assign) {
                line(out, indent, assign.variable() + " := " + words(assign.value()));
            } else if (step instanceof ProgramStep.Fetch fetch) {
                line(out, indent, fetch.variable() + " <- " + words(fetch.query()));
            } else if (step instanceof ProgramStep.Leave leave) {
                line(out, indent, "leave " + leave.label());
            } else if (step instanceof ProgramStep.Block block) {
                line(out, indent, "block " + block.label());
                out.append(text(block.steps(), indent + "  "));
            } else if (step instanceof ProgramStep.Choose choose) {
                for (ProgramStep.Branch branch : choose.branches()) {
                    ProgramStep.Words condition = branch.condition();
                    line(out, indent, condition == null ? "else" : "when " + words(condition));
                    out.append(text(branch.steps(), indent + "  "));
                }
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String indent, String text) {
        out.append(indent).append(text.strip()).append('\n');
    }

    private static String words(ProgramStep.Words words) {
        return words.with(Map.of("v", ":v", "a", ":a", "b", ":b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v INT        | WHILE v DO DELETE FROM t; END WHILE              | it repeats what it runs
            v INT        | BEGIN DECLARE c CURSOR FOR SELECT 1; OPEN c; END | it walks over rows
            v INT        | BEGIN DECLARE EXIT HANDLER FOR NOT FOUND DO 1; END | it catches errors
            v INT        | SIGNAL SQLSTATE '45000'                         | it raises or looks at errors
            v FLOAT      | DO 1                                            | its variable v is of a type whose values are known only to the server
            v ENUM('a')  | DO 1                                            | its variable v is of a type whose values are known only to the server
            v TEXT CHARACTER SET latin1 | DO 1                             | its variable v is of a type whose values are known only to the server
            v INT        | BEGIN DECLARE v INT; DO v; END                  | it has two variables v
            v INT ZEROFILL | DO 1                                          | its variable v is of a type whose values are known only to the server
            v INT        | DELETE FROM v                                   | its variable v stands where a name or a plain number does
            v INT        | SELECT 1 AS v                                   | its variable v stands where a name or a plain number does
            v INT        | INSERT INTO t SELECT 'a' v FROM s               | its variable v stands where a name or a plain number does
            v INT        | SELECT a v FROM s                               | its variable v stands where a name or a plain number does
            v INT        | UPDATE t SET a = 1 ORDER BY b, v                | its variable v stands where a name or a plain number does
            v INT UNSIGNED | DELETE FROM t LIMIT v                         | its variable v stands where a name or a plain number does
            v INT        | CREATE TABLE t SELECT v                         | its variables stand in a query that makes a table
            v INT        | CREATE TABLE t AS (SELECT a FROM s WHERE b > v) | its variables stand in a query that makes a table
            v INT        | BEGIN BEGIN DECLARE n INT; DO n; END; END       | it declares variables in an inner block
            v INT        | SELECT a, b INTO v, @w FROM t                   | it fetches several values at once
            v INT        | CASE v WHEN 1 THEN DO 1; END CASE               | it compares one value with several
            v INT        | CASE WHEN v THEN DO 1; END CASE                 | it has a CASE without ELSE
            v INT        | IF ROW_COUNT() THEN DO 1; END IF                | it has a statement that cannot be run by itself: ROW_COUNT() would answer for a statement of the engine's own
            v INT        | SET v = f()                                     | it has a statement that cannot be run by itself: it calls f, which is not a built-in function known to change nothing
            v INT        | SET sql_mode = ''                               | it has a statement that cannot be run by itself: the server forgets a sql_mode that it sets when it ends
            v INT        | FLUSH TABLES                                    | it has a statement that cannot be run by itself: it steers the server, not a schema
            v INT        | BEGIN DO 1                                      | its definition cannot be read
            """)
    void whatCannotBeFollowedSaysWhy(String head, String body, String why) {
        assertThat(read(head, body).whyNot()).isEqualTo(why);
    }

    @Test
    void valuesAreBoundedByTheirTypes() {
        ProgramVariable small = variable("v TINYINT UNSIGNED");
        assertThat(small.objection("255", UTF8)).isNull();
        assertThat(small.objection("256", UTF8)).isEqualTo("256 is out of range for v");
        assertThat(small.objection("-1", UTF8)).isEqualTo("-1 is out of range for v");
        assertThat(variable("v BIGINT").literal("-9223372036854775808", UTF8)).isEqualTo("(-9223372036854775808)");
        assertThat(variable("v VARCHAR(2)").objection("a\uD83D\uDC3A", UTF8)).isNull();
        assertThat(variable("v CHAR").objection("ab", UTF8)).isEqualTo("a text of more than 1 characters goes into v");
        assertThat(variable("v TEXT").literal("it's \\ '", UTF8))
                .isEqualTo("NAME_CONST('v', _utf8mb4'it''s \\\\ ''' COLLATE utf8mb4_general_ci)");
        assertThat(small.literal("7", UTF8)).isEqualTo("CAST(7 AS UNSIGNED)");
        assertThat(variable("v TEXT").objection("caf\u00e9", "latin1_swedish_ci"))
                .isEqualTo("the text of v is of the character set latin1, in which it cannot be sent");
        assertThat(variable("v TEXT").objection("cafe", "latin1_swedish_ci")).isNull();
        assertThat(variable("v CHAR(3)").casting("x")).isEqualTo("TRIM(TRAILING ' ' FROM CAST((x) AS CHAR))");
        assertThat(variable("v DATE").literal("2020-01-01", UTF8)).isEqualTo("DATE '2020-01-01'");
        assertThat(variable("v DATETIME(3)").cast()).isEqualTo("DATETIME(3)");
        assertThat(variable("v INT").literal(null, UTF8)).isEqualTo("NULL");
        assertThat(variable("v INT").objection(null, UTF8)).isNull();
    }

    private static ProgramVariable variable(String head) {
        return read(head, "DO 1").variables().get(0);
    }

    @Test
    void argumentsAreCutAtTheirCommas() {
        assertThat(ProgramReader.arguments("CALL s.p (1, f(2, 3), ',', @x)"))
                .containsExactly("1", "f(2, 3)", "','", "@x");
        assertThat(ProgramReader.arguments("CALL p")).isEmpty();
        assertThat(ProgramReader.arguments("CALL p()")).isEmpty();
    }
}
