package org.lupomig.orchestrator.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.Assigned;
import org.lupomig.orchestrator.port.FoundUnfit;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.LaterChange;
import org.lupomig.orchestrator.port.MovedRows;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.TargetSession.OwnValues;

/** Each statement's rows are asked for with all that came after it thought away. */
class RowsLeftTest {
    private static final ObjectName TABLE = new ObjectName("s", "t");
    private static final ObjectName RENAMED = new ObjectName("s", "u");
    private static final RowDigest LEFT = new RowDigest(2, 77);
    private static final RowDigest OTHER = new RowDigest(2, 78);
    private static final AlteredColumns COLUMNS = new AlteredColumns(
            List.of(
                    new AlteredColumns.Column("id", "int", null, "id", false),
                    new AlteredColumns.Column("a", "int", null, null, false)),
            List.of("id"));
    private static final KeptColumns DROPPED = new KeptColumns(
            new ObjectName("held", "i1"),
            List.of(new KeptColumns.Column("id", "id")),
            List.of(new KeptColumns.Column("a", null)));
    private static final KeptColumns NARROWED = new KeptColumns(
            new ObjectName("held", "i2"),
            List.of(new KeptColumns.Column("id", "id")),
            List.of(new KeptColumns.Column("a", "a")));
    private static final KeptColumns WHOLE =
            new KeptColumns(new ObjectName("held", "i3"), List.of(), List.of(new KeptColumns.Column("a", "a")));

    private static final FoundUnfit UNFIT_NONE = new FoundUnfit(OwnValues.NONE, "");

    private final RowsLeft left = new RowsLeft();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Object> answers = new HashMap<>(
            Map.of("keptRows", LEFT, "keptValues", LEFT, "found", UNFIT_NONE, "movedRows", MovedRows.UNTOLD));

    private final TargetSession session = (TargetSession) Proxy.newProxyInstance(
            TargetSession.class.getClassLoader(), new Class<?>[] {TargetSession.class}, (proxy, method, arguments) -> {
                if (!List.of("movedRows", "digest").contains(method.getName())) {
                    asked.add(method.getName() + " " + ((List<?>) arguments[arguments.length - 1]).size());
                }
                return answers.get(method.getName());
            });

    private static RowImage.Kept rows(String image, RowImage.Extent extent) {
        return new RowImage.Kept(
                new RowImage(TABLE, new ObjectName("held", image), extent, ""), new RowImage.Left(LEFT, null));
    }

    private void altered(int statement, KeptColumns kept) {
        left.altered(statement, TABLE, COLUMNS, kept, LEFT, name -> List.of());
    }

    private List<String> found(ObjectName table) {
        return left.find(table, 0, session).stream()
                .map(found -> found.why() + (found.copied() ? " (copied)" : ""))
                .toList();
    }

    @Test
    void rowsAreAskedForWithTheAltersBehindThem() {
        left.changed(1, rows("r1", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        altered(2, DROPPED);
        altered(3, DROPPED);
        left.changed(4, rows("r4", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        assertThat(found(TABLE)).isEmpty();
        assertThat(asked).containsExactly("keptRows 0", "keysMoved 1", "keysMoved 2", "keptRows 3");
        answers.put("keptRows", OTHER);
        assertThat(found(TABLE)).containsExactly("rows that the batch changed are not as it left them (copied)");
    }

    @Test
    void imagesOfOneStatementAreNotThoughtAwayForEachOther() {
        left.changed(1, rows("r1", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        left.changed(1, rows("r2", RowImage.Extent.RELATED), Assigned.UNKNOWN);
        assertThat(found(TABLE)).isEmpty();
        assertThat(asked).containsExactly("keptRows 0", "keptRows 0");
    }

    @Test
    void whatWasCountedWithAStatementIsNotAskedForAgain() {
        left.changed(1, rows("r1", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        left.changed(2, rows("r2", RowImage.Extent.DELETED), Assigned.UNKNOWN);
        left.changed(3, rows("r3", RowImage.Extent.ADDED), Assigned.UNKNOWN);
        assertThat(left.find(TABLE, 1, session)).isEmpty();
        assertThat(asked).containsExactly("keptRows 0", "keptRows 1");
        assertThat(left.find(TABLE, 3, session)).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void rowsThatCameAndWentAreNumbered() {
        left.changed(1, rows("r1", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        left.changed(2, rows("r2", RowImage.Extent.DELETED), Assigned.UNKNOWN);
        left.changed(3, rows("r3", RowImage.Extent.ADDED), Assigned.UNKNOWN);
        answers.put("digest", new RowDigest(5, 1));
        // As LEFT has it each left two rows behind; what was kept of the second are five.
        assertThat(left.more(TABLE, 1, session)).isEqualTo(2 - 5 + 2);
        assertThat(left.more(TABLE, 3, session)).isZero();
    }

    @Test
    void valuesThatAnAlterLeftAreAskedForBehindRowsToo() {
        altered(1, NARROWED);
        left.changed(2, rows("r2", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        answers.put("keptValues", OTHER);
        assertThat(found(TABLE)).containsExactly("values that the batch changed are not as it left them (copied)");
        assertThat(asked).contains("keptValues 1");
        answers.put("keysMoved", "moved");
        assertThat(found(TABLE))
                .containsExactly("moved", "values that the batch changed are not as it left them (copied)");
    }

    @Test
    void noCopyHelpsWhereRowsHaveNoKey() {
        altered(1, WHOLE);
        answers.put("keptValues", OTHER);
        assertThat(found(TABLE)).containsExactly("values that the batch changed are not as it left them");
    }

    @Test
    void valuesThatDoNotFitAreLookedForUnderTheNameOfNow() {
        left.altered(1, TABLE, COLUMNS, null, null, name -> List.of(new UnfitRows("TRUE", name + " is too narrow")));
        left.renamed(new Rename(TABLE, RENAMED));
        answers.put("found", new FoundUnfit(OwnValues.SOME, "s.u is too narrow"));
        assertThat(found(TABLE)).isEmpty();
        assertThat(found(RENAMED)).containsExactly("s.u is too narrow");
        answers.put("found", new FoundUnfit(OwnValues.UNSEEN, ""));
        assertThat(found(RENAMED)).containsExactly("whether its values fit into what it was could not be looked at");
    }

    @Test
    void rowsInTheRangeOfAPartitionThatWentAreNothingElseBesides() {
        left.changed(1, rows("r1", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        left.went(2, TABLE, new ObjectName("held", "i2"));
        answers.put("keptRows", OTHER);
        assertThat(found(TABLE))
                .containsExactly("it has rows with keys of those that the batch removed with partitions");
        assertThat(asked).containsExactly("keptRows 0", "keptRows 1");
    }

    @Test
    void anAlterOfATableWithNothingKeptIsNone() {
        left.altered(1, TABLE, COLUMNS, null, null, name -> List.of());
        assertThat(found(TABLE)).isEmpty();
        assertThat(asked).isEmpty();
        left.changed(2, rows("r2", RowImage.Extent.UPDATED), Assigned.UNKNOWN);
        left.altered(3, TABLE, COLUMNS, null, null, name -> List.of());
        assertThat(found(TABLE)).isEmpty();
        assertThat(asked).containsExactly("keptRows 1");
        assertThat(new LaterChange.Altered(COLUMNS, null).columns().column("ID"))
                .isNotNull();
    }
}
