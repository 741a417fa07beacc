package org.lupomig.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.store.report.AlertRecord;
import org.lupomig.store.report.CheckRecord;

/**
 * A run with all that it wrote down, read at one go.
 *
 * @param freezes when something was frozen, and thawed
 * @param purged of which steps the way back was removed
 * @param steps in the order in which the run took them up
 */
record RunView(
        OpenServer server,
        RunRecord run,
        List<JournalEntry> freezes,
        List<JournalEntry> purged,
        List<StepView> steps,
        List<CheckRecord> checks,
        List<AlertRecord> alerts) {

    /**
     * What a run did with a step, forward or back.
     *
     * @param moves its transitions
     * @param statements that the run sent forward
     * @param back what was sent to take statements back, this run's or those of the run that is rolled back
     */
    record StepView(Address address, List<JournalEntry> moves, List<StatementView> statements, List<BackView> back) {
        StepView(Address address) {
            this(address, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * A statement.
     *
     * @param done what it did; null where nobody wrote that down: it was refused, or its answer was never heard
     * @param at UTC YYYYMMDDHHMMSS
     * @param abandoned whether the step was tried again from its first statement behind it
     * @param undone whether it is known to be taken back
     * @param refused what the server said where it refused it, or why we did, with the message; null where neither is
     *     known
     */
    record StatementView(
            StatementIntent intent,
            @Nullable StatementDone done,
            long at,
            long millis,
            boolean abandoned,
            boolean undone,
            @Nullable String refused) {
        StatementView done(StatementDone answer, long took) {
            return new StatementView(intent, answer, at, took, abandoned, undone, refused);
        }

        StatementView gone() {
            return new StatementView(intent, done, at, millis, true, undone, refused);
        }

        StatementView back() {
            return new StatementView(intent, done, at, millis, abandoned, true, refused);
        }

        StatementView refused(String answer) {
            return new StatementView(intent, done, at, millis, abandoned, undone, answer);
        }
    }

    /**
     * A statement of a way back.
     *
     * @param of the statement that it takes back; 0 where it did not come to that
     * @param answer what the server said where it refused it; empty where it did not, null where nothing was heard
     */
    record BackView(
            StatementIntent intent, int of, @Nullable String answer, long at, long millis) {}

    static RunView read(OpenServer server, RunRecord run) {
        Map<Address, StepView> steps = new LinkedHashMap<>();
        List<JournalEntry> freezes = new ArrayList<>();
        List<JournalEntry> purged = new ArrayList<>();
        for (JournalEntry entry : server.store().journal(run.id())) {
            if (entry.kind() == JournalEntry.Kind.PURGED) {
                purged.add(entry);
            } else if (entry.kind() == JournalEntry.Kind.FROZEN || entry.kind() == JournalEntry.Kind.THAWED) {
                freezes.add(entry);
            } else if (!entry.step().step().isEmpty()) {
                add(steps.computeIfAbsent(entry.step(), StepView::new), entry);
            }
        }
        return new RunView(
                server,
                run,
                freezes,
                purged,
                List.copyOf(steps.values()),
                server.store().reports().checks(run.id()),
                server.store().reports().alerts(run.id()));
    }

    private static void add(StepView step, JournalEntry entry) {
        List<StatementView> statements = step.statements();
        switch (entry.kind()) {
            case TRANSITION -> {
                step.moves().add(entry);
                refused(statements, entry.data());
            }
            case INTENT ->
                statements.add(new StatementView(
                        StatementIntent.fromJson(entry.data()), null, entry.entered(), 0, false, false, null));
            case DONE -> {
                StatementDone done = StatementDone.fromJson(entry.data());
                statements.replaceAll(one -> !one.abandoned() && one.intent().ordinal() == done.ordinal()
                        ? one.done(done, entry.durationMillis())
                        : one);
            }
            case RETRY -> {
                refused(statements, entry.data());
                statements.replaceAll(StatementView::gone);
            }
            case UNDO_INTENT ->
                step.back().add(new BackView(StatementIntent.fromJson(entry.data()), 0, null, entry.entered(), 0));
            case UNDO_DONE -> answered(step.back(), entry);
            case UNDONE -> {
                int ordinal = UndoneMark.fromJson(entry.data()).ordinal();
                statements.replaceAll(one -> !one.abandoned() && one.intent().ordinal() == ordinal ? one.back() : one);
                step.back()
                        .replaceAll(one -> one.of() == 0
                                ? new BackView(one.intent(), ordinal, one.answer(), one.at(), one.millis())
                                : one);
            }
            case BEFORE, NOTED, PURGED, FROZEN, THAWED -> {}
        }
    }

    /** A step that goes back, or is tried again, because a statement was refused says which, and with what. */
    private static void refused(List<StatementView> statements, Map<String, Object> said) {
        if (said.get("refused") instanceof Number ordinal && said.get("answer") instanceof String answer) {
            statements.replaceAll(one ->
                    !one.abandoned() && one.intent().ordinal() == ordinal.intValue() ? one.refused(answer) : one);
        }
    }

    /** Statements of a way back are answered one by one. */
    private static void answered(List<BackView> back, JournalEntry entry) {
        int last = back.size() - 1;
        if (last >= 0 && back.get(last).answer() == null) {
            BackView one = back.get(last);
            String answer = String.valueOf(entry.data().getOrDefault("answer", ""));
            back.set(
                    last,
                    new BackView(
                            one.intent(),
                            one.of(),
                            answer.equals("accepted") ? "" : answer,
                            one.at(),
                            entry.durationMillis()));
        }
    }
}
