package org.lupomig.store.target;

import static org.lupomig.store.target.Doing.HELD;
import static org.lupomig.store.target.Doing.T;
import static org.lupomig.store.target.Doing.does;
import static org.lupomig.store.target.Doing.sees;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.Target.Aside;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.RenameTables;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.store.privilege.Feature;
import org.lupomig.testkit.sql.Facts;

/** What is done on a way back that keeps aside what others wrote. */
final class DoingAside {
    private DoingAside() {}

    static Doing of(Feature feature) {
        return switch (feature) {
            case COPY_ROWS ->
                new Doing(
                        List.of(),
                        List.of(
                                sees(T),
                                does(new TargetOperation.CreateImage(T, HELD)),
                                does(new TargetOperation.CopyRows(T, HELD))),
                        new Aside(Set.of(T), Set.of(), false, Set.of()));
            case COPY_LOCKED -> underTheLock(false);
            case COPY_AGAIN -> underTheLock(true);
            case MOVE_ASIDE ->
                new Doing(
                        List.of(),
                        List.of(sees(T), does(new RenameTables(List.of(new Rename(T, HELD))))),
                        new Aside(Set.of(), Set.of(), false, Set.of(T)));
            default -> throw new IllegalArgumentException(feature + " is done by a statement");
        };
    }

    /** A column goes, and all rows are copied before that; once more, as after a kill between the two. */
    private static Doing underTheLock(boolean again) {
        KeptColumns aside = new KeptColumns(HELD, List.of(), List.of());
        Doing.Action goes = does(new TargetOperation.AlterBack(
                "ALTER TABLE shop.t DROP COLUMN v", T, List.of(), false, true, null, List.of(), List.of(), aside));
        List<Doing.Action> actions = new ArrayList<>(List.of(
                sees(T),
                does(new TargetOperation.CreateImage(T, HELD, aside)),
                goes,
                session -> Doing.digest(session, HELD)));
        if (again) {
            actions.add(does(new Send("ALTER TABLE shop.t ADD COLUMN v INT")));
            actions.add(goes);
        }
        return new Doing(
                List.of(Facts.alter("ALTER TABLE", T, Facts.addColumn("w"))),
                actions,
                new Aside(Set.of(), Set.of(T), again, Set.of()));
    }
}
