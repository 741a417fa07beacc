package org.lupomig.orchestrator.forward;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Orphans;

/**
 * Foreign keys that an ALTER takes away, with the rows that refer to nothing by them. They come back over these, and
 * over no others.
 */
final class LeavingKeys {
    private LeavingKeys() {}

    /** Those of a table that was there before the batch; of the batch's own, all rows go with the table. */
    static List<Orphans> noted(
            AlterTable alter,
            ObjectName table,
            ObjectState.Present present,
            Situation situation,
            Definitions definitions) {
        Set<String> dropped = alter.actions().stream()
                .flatMap(LeavingKeys::dropped)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (dropped.isEmpty() || situation.ledger().isOwn(table)) {
            return List.of();
        }
        List<String> keys = definitions.foreignKeys(present.definition()).stream()
                .map(ForeignKey::name)
                .filter(name -> dropped.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        return keys.isEmpty() ? List.of() : situation.session().orphans(table, keys, situation.left());
    }

    private static Stream<String> dropped(AlterAction action) {
        return action instanceof AlterAction.DropForeignKey key
                ? Stream.of(key.name())
                : action instanceof AlterAction.DropConstraint constraint
                        ? Stream.of(constraint.name())
                        : Stream.empty();
    }
}
