package org.lupomig.store.target;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.Definitions.Back;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.TargetOperation.AlterBackKept;
import org.lupomig.store.connect.ServerConnection;

/**
 * Puts whole rows back that an ALTER did not bring through. A process that is killed leaves the rows as the statement
 * left them, or as they were before; without rows only where the server would not have the former in the table as it
 * was.
 */
final class WholeReturn {
    private static final String MOVED = "somebody has changed its rows since it was half way back";

    private final ServerConnection connection;
    private final AlterBackKept back;
    private final KeptSql sql;
    private final ReturnSteps steps;
    private final BooleanSupplier asLeft;

    /**
     * Over a session's connection, under the locks.
     *
     * @param asLeft whether what the statement left is as it left it, else why not is said
     */
    WholeReturn(
            ServerConnection connection, AlterBackKept back, KeptSql sql, ReturnSteps steps, BooleanSupplier asLeft) {
        this.connection = connection;
        this.back = back;
        this.sql = sql;
        this.steps = steps;
        this.asLeft = asLeft;
    }

    /** Does it; false where it is refused. */
    boolean rows() {
        List<ImageColumn> image = ImageColumn.of(back.kept().image(), connection);
        RowDigest before = Digests.read(sql.all(image, true), connection);
        boolean there = back.begun()
                && back.way().first().isEmpty()
                && before.equals(Digests.read(sql.all(image, false), connection));
        if (there) {
            return true;
        }
        boolean emptied = back.begun() && isEmpty();
        boolean halfway = back.begun() && back.way().first().isEmpty();
        if (!emptied && !(halfway ? isAsLeft(image) || steps.refuse(MOVED) : asLeft.getAsBoolean())) {
            return false;
        }
        if (halfway && !emptied) {
            return exchanged(image, before);
        }
        String mark = "ALTER TABLE " + SqlQuoting.identifier(back.table()) + " COMMENT = "
                + SqlQuoting.literal(back.kept().mark());
        if (!back.begun() && !steps.sends(new Back(mark, false))) {
            return false;
        }
        if (!emptied
                && comparable(image)
                && steps.all(back.way().first().stream().map(steps::anew).toList())) {
            return exchanged(image, before);
        }
        if (steps.waited()) {
            return false;
        }
        // the server would not have these rows in that table
        steps.ends(null);
        return steps.accepted(sql.empty())
                && steps.all(back.way().first().stream().map(steps::anew).toList())
                && steps.accepted(sql.insert(image))
                && (before.equals(Digests.read(sql.all(image, false), connection))
                        || steps.refuse("its rows would not be as they were"));
    }

    /**
     * Whether rows that stay while the table changes can still be told then to be as the statement left them: one
     * statement leads there, and the columns by which they are told are the same on either side.
     */
    private boolean comparable(List<ImageColumn> image) {
        return back.left() != null
                && back.way().first().size() == 1
                && !back.way().first().get(0).refers()
                && staying(image).equals(ImageColumn.of(back.table(), connection));
    }

    /** The columns that the statement left there, as the image has them. */
    private List<ImageColumn> staying(List<ImageColumn> image) {
        return image.stream()
                .filter(column -> back.kept().columns().stream()
                        .noneMatch(lost -> lost.after() == null && lost.before().equalsIgnoreCase(column.name())))
                .toList();
    }

    /** Whether the rows of a table that is half way are as the statement left them. */
    private boolean isAsLeft(List<ImageColumn> image) {
        return back.left() != null
                && back.left()
                        .equals(Digests.read(
                                Digests.sql(staying(image), "", "FROM " + SqlQuoting.identifier(back.table())),
                                connection));
    }

    /** The rows that are there go and those that are kept come in one transaction: a kill leaves either. */
    private boolean exchanged(List<ImageColumn> image, RowDigest before) {
        return steps.within(() -> steps.accepted(sql.empty())
                && steps.accepted(sql.insert(image))
                && (before.equals(Digests.read(sql.all(image, false), connection))
                        || steps.refuse("its rows would not be as they were")));
    }

    private boolean isEmpty() {
        return !steps.any("SELECT 1 FROM " + SqlQuoting.identifier(back.table()) + " LIMIT 1");
    }
}
