package org.lupomig.orchestrator.undo;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.run.RunLog;

/**
 * What the journal says of one forward statement.
 *
 * @param done null where it was in flight when the run broke off: then only the server knows
 * @param undone null where it is not known to be undone
 * @param imaged of how many rows an ALTER was about to lose values that are kept; null where that was not noted
 * @param back null where nothing was written down when all values that it lost had come back
 */
public record StatementTrail(
        StatementIntent intent,
        @Nullable StatementDone done,
        @Nullable UndoneMark undone,
        @Nullable Long imaged,
        @Nullable ValuesBack back) {
    /** Whether it is known to have changed nothing. */
    public boolean withoutEffect() {
        return done != null && !done.effect();
    }

    /** Of how many rows an ALTER kept values; null where it kept none, or the journal does not say. */
    @Nullable
    Long kept() {
        return done == null ? imaged : done.imaged();
    }

    /** Its ordinal within its step. */
    int ordinal() {
        return intent.ordinal();
    }

    /** Tells a ledger that this is undone. */
    void takenBack(RowLedger ledger, @Nullable Counted counted) {
        // One that was in flight never was in the ledger.
        if (intent.work() instanceof Work.Renames renames && done != null && done.effect()) {
            ledger.renamed(renames.reversed());
        } else if (intent.work() instanceof Work.CreatesTable creates && done != null && done.effect()) {
            ledger.gone(creates.table());
        }
        if (counted != null) {
            counted.tell(ledger);
        }
    }

    /** Says that it is undone; of one without a way back, that what it did stays. */
    void tellUndone(RunLog log, Address step) {
        if (intent.work() instanceof Waives waives) {
            log.stays(origin() + waives.stays());
        } else {
            log.tell(new RunEvent.Undone(step, intent.work().summary()));
        }
    }

    /** Where it stands, for the beginning of a sentence; empty where that is not known. */
    String origin() {
        return intent.source().isEmpty() ? "" : intent.source() + ": ";
    }
}
