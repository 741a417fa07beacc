package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.RowImage.Extent;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** Rows are kept, changed and put back; what they were is told by a dump, not by the engine's own digest. */
class RowImagesIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ObjectName T = new ObjectName("shop", "t?`:x");
    private static final ObjectName IMAGE = new ObjectName("lupomig_held", "i1_1_1_t");
    private static final String NAME = "shop.`t?``:x`";

    private Rig rig;
    private Store.Lock lock;
    private TargetSession session;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared().withStore();
        rig.sql("CREATE SCHEMA shop");
        lock = rig.locked("tok");
        lock.begin(Rig.newRun("p", "tok"));
        session = rig.target().open(SessionName.of("tok", 1), Purpose.FORWARD);
    }

    @AfterEach
    void disconnect() {
        session.close();
        lock.close();
        rig.close();
    }

    /** All types that a row may have. */
    private void everyType() {
        rig.sql(
                "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', check_constraint_checks = 0",
                "CREATE TABLE " + NAME
                        + " (`id?` INT UNSIGNED NOT NULL AUTO_INCREMENT, `a:b` VARCHAR(40) CHARACTER SET latin1,"
                        + " c CHAR(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, d DECIMAL(20,6), e FLOAT, f DOUBLE,"
                        + " g BIT(9), h DATE, i DATETIME(6), j TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE"
                        + " CURRENT_TIMESTAMP, j2 TIMESTAMP(6) NOT NULL DEFAULT '2001-01-01', k TIME(3), l YEAR,"
                        + " m BLOB, n LONGTEXT, o ENUM('x','it''s') , p SET('a','b'), q JSON, r POINT, s VARBINARY(9),"
                        + " t INET6, u INT AS (`id?` + 1) VIRTUAL, w INT AS (d + 1) STORED, x INT INVISIBLE,"
                        + " uq INT UNIQUE, CHECK (e < 1000), PRIMARY KEY (`id?`)) ENGINE=InnoDB",
                "INSERT INTO " + NAME
                        + " (`id?`, `a:b`, c, d, e, f, g, h, i, j, j2, k, l, m, n, o, p, q, r, s, t, x, uq) VALUES"
                        + " (0, 'é', 'a', 1.5, 0.1, 1e-300, b'101', '0000-00-00', '2020-01-02 03:04:05.678901',"
                        + " '2020-10-25 02:30:00', '2020-02-02', '-12:00:00.5', 1999, x'00ff', 'long', 'it''s', 'a,b',"
                        + " '{}', POINT(1, 2), x'00', '::1', 7, 1),"
                        + " (1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2020-10-25 02:30:00', '2020-02-02',"
                        + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2),"
                        + " (5, '', '', 0, 16777217, 0, 0, '2020-02-29', NULL, '2021-10-25 02:30:00', '2020-02-02', NULL,"
                        + " 0, '', '', 'x', '', '[1]', NULL, '', '::', 0, 3)");
    }

    private String dump() {
        List<String> columns =
                rig.values("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop'"
                        + " AND TABLE_NAME = 't?`:x' ORDER BY ORDINAL_POSITION");
        String all =
                String.join(", ", columns.stream().map(c -> "HEX(`" + c + "`)").toList());
        return rig.values("SELECT " + all + " FROM " + NAME + " ORDER BY 1").toString();
    }

    private RowImage image(Extent extent) {
        assertThat(session.execute(new TargetOperation.CreateImage(T, IMAGE), MINUTE))
                .isInstanceOf(Accepted.class);
        return new RowImage(T, IMAGE, extent, "");
    }

    private static TargetOperation.ChangeRows statement(RowImage image, String where, String sql) {
        RowImage filled = new RowImage(image.table(), image.image(), image.extent(), "FROM " + NAME + where);
        return new TargetOperation.ChangeRows(sql, List.of(filled), List.of(), Map.of());
    }

    private RowDigest change(RowImage image, String sql, String where) {
        RowDigest[] left = new RowDigest[1];
        StatementOutcome outcome = session.changeRows(statement(image, where, sql), MINUTE, changed -> {
            left[0] = changed.left().get(0).rows();
            return List.of();
        });
        assertThat(outcome).isInstanceOf(Accepted.class);
        return left[0];
    }

    private StatementOutcome restore(RowImage image, RowDigest left) {
        try (TargetSession undo = rig.target().open(SessionName.of("tok", 2), Purpose.UNDO)) {
            return undo.restoreRows(
                    List.of(new RowImage.Kept(image, new RowImage.Left(left, null))), List.of(), MINUTE);
        }
    }

    @Test
    void everyTypeComesBackFromAnUpdate() {
        everyType();
        String before = dump();
        RowImage image = image(Extent.UPDATED);
        RowDigest left = change(
                image,
                "UPDATE " + NAME
                        + " SET d = COALESCE(d, 0) + RAND(), e = 1, uq = uq + 1, n = UUID() ORDER BY `id?` DESC",
                "");
        assertThat(dump()).isNotEqualTo(before);
        assertThat(restore(image, left)).isEqualTo(new Accepted(3, List.of()));
        assertThat(dump()).isEqualTo(before);
        assertThat(restore(image, left)).as("once more").isEqualTo(new Accepted(0, List.of()));
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void anImageThatSomebodyEmptiedIsNotWhatWasThere() {
        everyType();
        RowImage image = image(Extent.DELETED);
        RowImage.Left[] left = new RowImage.Left[1];
        session.changeRows(statement(image, "", "DELETE FROM " + NAME), MINUTE, changed -> {
            left[0] = changed.left().get(0);
            return List.of();
        });
        rig.sql("TRUNCATE TABLE " + SqlQuoting.identifier(IMAGE));
        assertThat(session.restoreRows(List.of(new RowImage.Kept(image, left[0])), List.of(), MINUTE)
                        .toString())
                .contains("it keeps what was there before, and has 0 rows of 3");
    }

    @Test
    void everyTypeComesBackFromADelete() {
        everyType();
        String before = dump();
        RowImage image = image(Extent.DELETED);
        RowDigest left = change(image, "DELETE FROM " + NAME + " WHERE uq <> 2", " WHERE uq <> 2");
        assertThat(left.rows()).isZero();
        assertThat(rig.values("SELECT COUNT(*) FROM " + NAME)).containsExactly("1");
        assertThat(restore(image, left)).isEqualTo(new Accepted(2, List.of()));
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void rowsThatOthersChangedSinceAreNotOverwritten() {
        everyType();
        RowImage image = image(Extent.UPDATED);
        RowDigest left = change(image, "UPDATE " + NAME + " SET d = 7, e = 1", "");
        rig.sql("UPDATE " + NAME + " SET e = 0.2 WHERE `id?` = 5");
        String theirs = dump();
        assertThat(restore(image, left)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .isEqualTo("rows that it changed have been changed since"));
        assertThat(dump()).isEqualTo(theirs);
        rig.sql("DELETE FROM " + NAME + " WHERE `id?` = 5");
        assertThat(restore(image, left)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .isEqualTo("1 rows that it changed are gone (by their keys: 5)"));
    }

    @Test
    void rowsThatCameInTheirPlaceAreNotOverwritten() {
        everyType();
        RowImage image = image(Extent.DELETED);
        RowDigest left = change(image, "DELETE FROM " + NAME, "");
        rig.sql("INSERT INTO " + NAME + " (`id?`, uq) VALUES (5, 17)");
        assertThat(restore(image, left)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .isEqualTo("1 rows with the keys of those that it removed are there now (by their keys: 5)"));
        rig.sql("UPDATE " + NAME + " SET `id?` = 17, uq = 2");
        assertThat(restore(image, left)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(1062));
        assertThat(rig.values("SELECT `id?` FROM " + NAME)).containsExactly("17");
    }

    @Test
    void oneThatGoesThroughOtherRowsThanWereKeptIsRolledBack() {
        everyType();
        String before = dump();
        RowImage image = image(Extent.UPDATED);
        StatementOutcome outcome = session.changeRows(
                statement(image, " WHERE uq = 1", "UPDATE " + NAME + " SET d = 7, e = 1"), MINUTE, changed -> {
                    throw new AssertionError("it is refused");
                });
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .startsWith("it went through 3 rows of "));
        assertThat(dump()).isEqualTo(before);
        assertThat(session.digest(IMAGE).rows()).isZero();
    }

    @Test
    void othersThatWriteAtTheSameTimeWaitAndLoseNothing() {
        rig.sql(
                "CREATE TABLE " + NAME + " (id INT PRIMARY KEY, v INT) ENGINE=InnoDB",
                "INSERT INTO " + NAME + " SELECT seq, 0 FROM shop.seq_1_to_20000");
        RowImage image = image(Extent.UPDATED);
        var stop = new CompletableFuture<String>();
        var rival = CompletableFuture.supplyAsync(() -> {
            int n = 0;
            while (!stop.isDone()) {
                rig.sql(
                        "UPDATE " + NAME + " SET v = v + 1 WHERE id = " + (n++ * 7919 % 20000 + 1),
                        "INSERT INTO " + NAME + " VALUES (" + (30000 + n) + ", 1)");
            }
            return n;
        });
        RowDigest left = change(image, "UPDATE " + NAME + " SET v = v + 1000000", "");
        stop.complete("");
        int n = rival.join();
        String sums = "SELECT COUNT(*), SUM(v MOD 1000000) FROM " + NAME;
        assertThat(rig.values(sums)).containsExactly(Integer.toString(20000 + n), Integer.toString(2 * n));
        StatementOutcome back = restore(image, left);
        if (back instanceof Accepted) {
            assertThat(rig.values("SELECT COUNT(*) FROM " + NAME + " WHERE v > 999999"))
                    .containsExactly("0");
        }
        assertThat(rig.values(sums)).containsExactly(Integer.toString(20000 + n), Integer.toString(2 * n));
    }

    @Test
    void childrenStayWhenAParentComesBack() {
        rig.sql(
                "CREATE TABLE " + NAME + " (id INT PRIMARY KEY, code INT UNIQUE, v INT) ENGINE=InnoDB",
                "CREATE TABLE shop.child (id INT PRIMARY KEY, p INT, c INT, FOREIGN KEY (p) REFERENCES " + NAME
                        + " (id) ON DELETE CASCADE, FOREIGN KEY (c) REFERENCES " + NAME
                        + " (code) ON UPDATE SET NULL) ENGINE=InnoDB",
                "INSERT INTO " + NAME + " VALUES (1, 10, 0), (2, 20, 0)",
                "INSERT INTO shop.child VALUES (1, 1, 20), (2, 2, 10)");
        RowFacts facts = session.rowFacts(T);
        assertThat(facts.primaryKey()).containsExactly("id");
        assertThat(facts.references())
                .containsExactlyInAnyOrder(
                        new RowFacts.Reference(
                                new ObjectName("shop", "child"),
                                List.of("p"),
                                List.of("id"),
                                RowFacts.Action.CASCADE,
                                RowFacts.Action.NONE),
                        new RowFacts.Reference(
                                new ObjectName("shop", "child"),
                                List.of("c"),
                                List.of("code"),
                                RowFacts.Action.NONE,
                                RowFacts.Action.SET));
        String before = dump();
        RowImage image = image(Extent.UPDATED);
        RowDigest left = change(image, "UPDATE " + NAME + " SET v = 3", "");
        assertThat(restore(image, left)).isInstanceOf(Accepted.class);
        assertThat(dump()).isEqualTo(before);
        assertThat(rig.values("SELECT * FROM shop.child")).containsExactly("1", "1", "20", "2", "2", "10");
    }

    @Test
    void aChildComesBackOnlyToItsParent() {
        rig.sql(
                "CREATE TABLE shop.parent (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO shop.parent VALUES (1)",
                "CREATE TABLE " + NAME + " (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES shop.parent (id))"
                        + " ENGINE=InnoDB",
                "INSERT INTO " + NAME + " VALUES (1, 1)");
        RowImage image = image(Extent.DELETED);
        RowDigest left = change(image, "DELETE FROM " + NAME, "");
        rig.sql("DELETE FROM shop.parent");
        assertThat(restore(image, left)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .isEqualTo("rows of shop.parent that they refer to are gone (of 1, by their keys: 1)"));
        rig.sql("INSERT INTO shop.parent VALUES (1)");
        assertThat(restore(image, left)).isInstanceOf(Accepted.class);
    }
}
