package org.lupomig.orchestrator.recovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * The record of what a person says of steps. All of it is one transaction: a process that dies before it has changed
 * nothing, one that dies behind it everything.
 *
 * @param who the person
 */
record ResolutionRecord(Resolve asked, Resolvable seen, RunLog log, String who) {
    /** Writes it down. */
    void write() {
        BatchRecord batch = seen.batch();
        RunRecord run = seen.run();
        List<StepRecord> steps = seen.steps();
        List<StepRecord> meant = seen.meant();
        boolean completes = asked.as() == Resolve.As.COMPLETED;
        Event event = completes ? Event.RESOLVED_AS_COMPLETED : Event.RESOLVED_AS_ROLLED_BACK;
        String differing = String.join("; ", Resolvable.told(seen.differences()));
        List<Write> writes = new ArrayList<>();
        List<StepCursor> cursors = new ArrayList<>();
        for (StepRecord step : meant) {
            StepCursor cursor = new StepCursor(log, step);
            cursors.add(cursor);
            writes.addAll(cursor.stage(event, "", data()));
            writes.add(Alerts.over(step.address(), run.id(), by(), log.stamp()));
            if (completes) {
                writes.add(new Write.Tracked(
                        step.address(),
                        batch.version().text(),
                        StepStatus.COMPLETED,
                        step.position(),
                        0,
                        who,
                        0,
                        "",
                        log.stamp()));
            }
        }
        boolean rest = meant.size() < seen.open().size();
        int completed = (int) steps.stream()
                .filter(step -> meant.contains(step) ? completes : step.status() == StepStatus.COMPLETED)
                .count();
        boolean all = steps.size() >= batch.totalSteps()
                && steps.stream()
                        .allMatch(step ->
                                meant.contains(step) ? completes : step.status().satisfies());
        StepStatus status = rest ? StepStatus.FAILED : all ? StepStatus.COMPLETED : StepStatus.ROLLED_BACK;
        writes.add(new Write.Batch(batch.ended(status, completed, log.stamp()), run.checksum()));
        String said = seen.recorded(asked.as(), "was") + ", as " + who + " says: " + asked.because();
        writes.add(new Write.RolledBack(
                asked.what(),
                batch.rollbackClass(),
                "resolved by hand as " + asked.as().words() + " by " + who + ": " + asked.because(),
                !completes,
                meant.size(),
                0,
                differing,
                log.stamp()));
        writes.add(new Write.Alert(
                Write.Alert.Level.WARNING,
                "resolved by hand",
                said + (differing.isEmpty() ? "" : "; it is not as it was then: " + differing),
                log.stamp()));
        if (!rest) {
            writes.addAll(Alerts.over(new Address(batch.plan(), batch.batch(), ""), by(), log.stamp()));
            Long at = run.ended();
            writes.add(
                    new Write.RunEnded(RunStatus.RECOVERED, said, run.durationMillis(), at == null ? log.stamp() : at));
        }
        StepCursor.commit(log, cursors, writes);
        meant.forEach(step -> log.tell(new RunEvent.Moved(step.address(), State.FAILED, State.IDLE)));
    }

    private String by() {
        return "resolved as " + asked.as().words() + " by " + who + ": " + asked.because();
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("resolved_as", asked.as().words());
        data.put("by", who);
        data.put("because", asked.because());
        data.put("differences", new ArrayList<Object>(seen.differences()));
        return data;
    }
}
