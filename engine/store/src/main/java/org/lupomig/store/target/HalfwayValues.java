package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.AlteredColumns;
import org.lupomig.orchestrator.port.Definitions.StoredColumn;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/**
 * Values of a table that an ALTER had changed and that is half way back: there they are what the ALTER left of them, in
 * the type that they had before it. What somebody has written since is neither that nor what is kept. What it should be
 * is made of what is kept, by the same two conversions, in a table that only this connection sees.
 */
final class HalfwayValues {
    private final ServerConnection connection;
    private final ObjectName table;
    private final KeptColumns kept;
    private final List<KeptColumns.Column> changed;
    private final String made;

    HalfwayValues(ServerConnection connection, ObjectName table, KeptColumns kept) {
        this.connection = connection;
        this.table = table;
        this.kept = kept;
        this.changed =
                kept.columns().stream().filter(column -> column.after() != null).toList();
        this.made = SqlQuoting.identifier(new ObjectName(kept.image().schema(), "lupomig_left"));
    }

    /**
     * Whether somebody has written into one of them. Only where it is known what the ALTER left of them, and the
     * conversion leads to just that: where it does not, as under other settings than those of its session, what others
     * wrote is not told from it.
     *
     * @param after the columns of the table as the ALTER left it; none where they are not known
     * @param left number and digest of what it left of the values; null where that is not known
     */
    boolean written(List<StoredColumn> after, @Nullable RowDigest left) {
        List<ImageColumn> then = then(after);
        if (changed.isEmpty() || left == null || then.size() != kept.key().size() + changed.size()) {
            return false;
        }
        String image = SqlQuoting.identifier(kept.image());
        connection.update("DROP TEMPORARY TABLE IF EXISTS " + made);
        try {
            connection.update("CREATE TEMPORARY TABLE " + made + " LIKE " + image);
            connection.update("SET STATEMENT sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES' FOR INSERT INTO "
                    + made + " SELECT * FROM " + image);
            convert("", forward(after));
            if (!left.equals(Digests.read(Digests.sql(then, "", "FROM " + made), connection))) {
                return false;
            }
            convert("NO_AUTO_VALUE_ON_ZERO", back());
            return connection.first(new KeptSql(table, kept).differing(made, changed), (row, ctx) -> 1) != null;
        } catch (ServerRefused e) {
            // What the server does not convert once more is told by nothing.
            return false;
        } finally {
            if (!connection.closed()) {
                connection.update("DROP TEMPORARY TABLE IF EXISTS " + made);
            }
        }
    }

    private void convert(String mode, String actions) {
        connection.update("SET STATEMENT sql_mode = '" + mode + "' FOR ALTER TABLE " + made + " " + actions);
    }

    /** What the key and the changed columns are after the ALTER, in the order of that table, by their names before. */
    private List<ImageColumn> then(List<StoredColumn> after) {
        List<KeptColumns.Column> all = new ArrayList<>(kept.key());
        all.addAll(changed);
        List<ImageColumn> columns = new ArrayList<>();
        for (StoredColumn column : after) {
            for (KeptColumns.Column own : all) {
                if (column.name().equalsIgnoreCase(own.after())) {
                    columns.add(ImageColumn.then(new AlteredColumns.Column(
                            own.before(), column.type(), column.charset(), own.after(), true)));
                }
            }
        }
        return columns;
    }

    private String forward(List<StoredColumn> after) {
        StringJoiner actions = new StringJoiner(", ");
        for (KeptColumns.Column own : changed) {
            for (StoredColumn column : after) {
                if (column.name().equalsIgnoreCase(own.after())) {
                    actions.add("MODIFY " + SqlQuoting.identifier(own.before()) + " " + column.type()
                            + (column.charset() == null ? "" : " CHARACTER SET " + column.charset())
                            + (column.required() ? " NOT NULL" : " NULL"));
                }
            }
        }
        return actions.toString();
    }

    /** To what the columns are half way. */
    private String back() {
        List<String> required = KeptSql.required(table, connection);
        StringJoiner actions = new StringJoiner(", ");
        for (ImageColumn column : ImageColumn.of(table, connection)) {
            if (changed.stream().anyMatch(own -> own.before().equalsIgnoreCase(column.name()))) {
                actions.add("MODIFY " + column.definition(required.stream().anyMatch(column.name()::equalsIgnoreCase)));
            }
        }
        return actions.toString();
    }
}
