package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.store.target.OpenSession.MINUTE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;

/** Copies of rows have the columns that are stored, by name: also hidden ones, and none that the server fills in. */
class CopiedRowsIT {
    /** Where the server notes the rows' times in columns that have names, it puts one of them into the primary key. */
    private static final String NAMED =
            ", s TIMESTAMP(6) GENERATED ALWAYS AS ROW START, e TIMESTAMP(6) GENERATED ALWAYS AS ROW END INVISIBLE,"
                    + " PERIOD FOR SYSTEM_TIME (s, e)";

    private static final ObjectName ODD = new ObjectName("shop", "odd");
    private static final ObjectName COPY = new ObjectName("lupomig_held", "copy");

    @RegisterExtension
    final OpenSession open = new OpenSession();

    private final Rig rig = open.rig();
    private final TargetSession session = open.session();

    private void odd(String columns, String options) {
        rig.sql(
                "CREATE TABLE shop.odd (id INT PRIMARY KEY, hidden INT INVISIBLE DEFAULT 7, made INT AS (id * 2) STORED,"
                        + " seen INT AS (id * 3) VIRTUAL, note VARCHAR(9)" + columns + ") ENGINE=InnoDB" + options,
                "INSERT INTO shop.odd (id, hidden, note) VALUES (1, 10, 'a'), (2, NULL, 'b'), (3, 30, 'c')",
                "UPDATE shop.odd SET note = 'd' WHERE id = 3");
    }

    private List<String> rows(String table) {
        return rig.values("SELECT CONCAT_WS(',', id, COALESCE(hidden, '-'), note) FROM " + table + " ORDER BY id");
    }

    private void accepted(TargetOperation operation) {
        assertThat(session.execute(operation, MINUTE)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " WITH SYSTEM VERSIONING", NAMED})
    void everyStoredColumnIsCopied(String kind) {
        odd(kind.equals(NAMED) ? NAMED : "", kind.equals(NAMED) ? " WITH SYSTEM VERSIONING" : kind);

        accepted(new TargetOperation.CreateImage(ODD, COPY));
        accepted(new TargetOperation.CopyRows(ODD, COPY));

        assertThat(rows("lupomig_held.copy")).isEqualTo(rows("shop.odd")).containsExactly("1,10,a", "2,-,b", "3,30,d");
        assertThat(
                        rig.values(
                                "SELECT GROUP_CONCAT(COLUMN_NAME ORDER BY ORDINAL_POSITION)"
                                        + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME = 'copy'"))
                .containsExactly("id,hidden,note");
    }

    @Test
    void noStatementIsMadeUpWithoutTheColumns() {
        assertThatThrownBy(() -> OperationSql.of(new TargetOperation.CopyRows(ODD, COPY), "lupomig_held"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", NAMED})
    void rowsOfAVersionedTableComeBack(String named) {
        odd(named, " WITH SYSTEM VERSIONING");
        List<String> before = rows("shop.odd");
        RowImage image = new RowImage(ODD, COPY, RowImage.Extent.UPDATED, "FROM shop.odd");
        accepted(new TargetOperation.CreateImage(ODD, COPY));
        RowImage.Left[] left = new RowImage.Left[1];
        StatementOutcome changed;
        StatementOutcome restored;

        try (Store.Lock lock = rig.locked("tok")) {
            lock.begin(Rig.newRun("p", "tok"));
            changed = session.changeRows(
                    new TargetOperation.ChangeRows(
                            "UPDATE shop.odd SET hidden = id, note = 'x'", List.of(image), List.of(), Map.of()),
                    MINUTE,
                    rows -> {
                        left[0] = rows.left().get(0);
                        return List.of();
                    });
            assertThat(rows("shop.odd")).containsExactly("1,1,x", "2,2,x", "3,3,x");
            restored = session.restoreRows(List.of(new RowImage.Kept(image, left[0])), List.of(), MINUTE);
        }

        assertThat(changed).isInstanceOf(Accepted.class);
        assertThat(restored).isInstanceOf(Accepted.class);
        assertThat(rows("shop.odd")).isEqualTo(before);
    }
}
