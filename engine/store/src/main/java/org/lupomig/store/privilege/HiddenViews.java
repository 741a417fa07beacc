package org.lupomig.store.privilege;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.store.connect.ServerConnection;

/**
 * Views that a statement takes away or replaces, and whose definition the account may not read: the server shows it to
 * the view's owner and to who has SHOW VIEW.
 */
final class HiddenViews {
    private final ServerConnection reader;

    HiddenViews(ServerConnection reader) {
        this.reader = reader;
    }

    /** The schemas that such views of a statement are in. */
    Set<String> schemas(StatementFact fact, @Nullable String schema) {
        Set<String> schemas = new TreeSet<>();
        if (fact instanceof ViewFact.CreateView create && create.orReplace()) {
            add(create.view().name().in(schema), schemas);
        } else if (fact instanceof ViewFact.AlterView alter) {
            add(alter.view().name().in(schema), schemas);
        } else if (fact instanceof ViewFact.DropViews drop) {
            drop.views().forEach(view -> add(view.name().in(schema), schemas));
        } else if (fact instanceof StatementFact.DropSchema drop) {
            schemas.addAll(hidden("TABLE_SCHEMA = ?", drop.schema()));
        } else if (fact instanceof StatementFact.CreateSchema create && create.orReplace()) {
            schemas.addAll(hidden("TABLE_SCHEMA = ?", create.schema()));
        }
        return schemas;
    }

    private void add(ObjectName view, Set<String> schemas) {
        schemas.addAll(hidden("TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?", view.schema(), view.name()));
    }

    private List<String> hidden(String which, @Nullable Object... values) {
        return reader.list(
                "SELECT TABLE_SCHEMA FROM information_schema.VIEWS WHERE " + which
                        + " AND COALESCE(VIEW_DEFINITION, '') = ''",
                (row, ctx) -> row.getString(1),
                values);
    }
}
