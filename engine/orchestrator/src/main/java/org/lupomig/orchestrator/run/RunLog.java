package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Store;

/** What a run writes down and tells. Everything written is fenced by the lock that it holds. */
public final class RunLog {
    private final EnginePorts ports;
    private final Store.Lock lock;
    private final long run;
    private final String token;
    private final DeferredWrites deferred;
    private final Map<Address, Map<String, Object>> refusals = new ConcurrentHashMap<>();
    private Company company = Company.NONE;
    private volatile boolean somethingStays;
    private volatile boolean someWithoutParent;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean someAgainstCheck;
    private volatile @Nullable RunProgress progress;
    private volatile @Nullable UndoProgress back;
    private volatile String version = "";

    /**
     * The log of one run.
     *
     * @param token the run's own: sessions opened for it carry it, also when a later command brings it to an end
     */
    public RunLog(EnginePorts ports, Store.Lock lock, long run, String token) {
        this.ports = ports;
        this.lock = lock;
        this.run = run;
        this.token = token;
        this.deferred = new DeferredWrites(writes -> lock.commit(run, writes));
    }

    /** Keeps what the server said to a step's statement of this number, for when the step goes back. */
    void refused(Address step, int ordinal, String answer) {
        Map<String, Object> refusal = new LinkedHashMap<>();
        refusal.put("refused", (long) ordinal);
        refusal.put("answer", answer);
        refusals.put(step, refusal);
    }

    /** A statement of a step is about to be sent: what was refused before it, was so in an attempt that is given up. */
    void sends(Address step) {
        refusals.remove(step);
    }

    /** Which statement of a step the server has refused, and with what, for the journal; empty where it has none. */
    public Map<String, Object> refusal(Address step) {
        return refusals.getOrDefault(step, Map.of());
    }

    /** Says of a statement that has no way back that what it did stays. */
    public void stays(String note) {
        somethingStays = true;
        tell(new RunEvent.Note(note));
    }

    /**
     * Says of rows that came back that they refer to nothing.
     *
     * @return the alert, for the caller to make durable with what brought them back
     */
    public Write withoutParent(String note) {
        someWithoutParent = true;
        tell(new RunEvent.Note(note));
        return new Write.Alert(Write.Alert.Level.WARNING, Alerts.ROWS_WITHOUT_PARENT, note, stamp());
    }

    /** The same of rows that a CHECK constraint does not hold for, which came back. */
    public Write againstCheck(String note) {
        someAgainstCheck = true;
        tell(new RunEvent.Note(note));
        return new Write.Alert(Write.Alert.Level.WARNING, Alerts.ROWS_AGAINST_CHECK, note, stamp());
    }

    /** What there is when all of a batch was taken back, a clause. */
    public String undone() {
        String aside = kept.isEmpty()
                ? ""
                : "; what others wrote, or may have, is kept as "
                        + Counted.first(kept.stream().sorted().toList());
        if (somethingStays) {
            return "what its statements without a way back have done stays, all else is as before it" + aside;
        }
        return "everything is as before it"
                + (someWithoutParent ? ", and some rows refer to what is not there" : "")
                + (someAgainstCheck ? ", and a CHECK does not hold for some rows" : "")
                + aside;
    }

    /** From here on it is known how far the run is. */
    void measure(RunProgress measured) {
        progress = measured;
    }

    /** How far the run is; null where it is no run of a plan, or is brought to an end by another command. */
    @Nullable
    RunProgress progress() {
        return progress;
    }

    /** From here on it is known of which version of a plan the run is. */
    public RunLog of(String planVersion) {
        version = planVersion;
        return this;
    }

    /** The version of its plan; empty where it has none. */
    String version() {
        return version;
    }

    /** Who makes it. */
    String who() {
        return ports.owner().who();
    }

    /** From here on it is known how far it has gone back. */
    public void goesBack(UndoProgress measured) {
        back = measured;
    }

    /** How far it has gone back; null where it goes forward. */
    public @Nullable UndoProgress goesBack() {
        return back;
    }

    /** Marks of statements that are taken back, with how far that is where it was not written for a while. */
    public List<Write> takenBack(List<Write> marks) {
        UndoProgress measured = back;
        if (measured == null) {
            return marks;
        }
        List<Write> writes = new ArrayList<>(marks);
        writes.addAll(measured.statements(marks.size()));
        return writes;
    }

    /** The run's id. */
    public long run() {
        return run;
    }

    /** The lock name of the session that works on a step. */
    public String sessionName(int position) {
        return SessionName.of(token, position);
    }

    /** Now. */
    public Instant now() {
        return ports.clock().instant();
    }

    /**
     * Now, by the time that the step at work has had: what steps of its group wait for each other is no time of theirs.
     * Only differences between such times mean something.
     */
    public Instant worked() {
        return now().minus(company.rested());
    }

    /**
     * From now on what is said here comes from somebody who works together with others.
     *
     * @return whom they worked with before
     */
    Company worksWith(Company others) {
        Company before = company;
        company = others;
        return before;
    }

    /**
     * Lets time go by.
     *
     * @return false where this process is to end
     */
    public boolean pause(Duration length) {
        company.movesOn();
        try {
            ports.pauses().pause(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for the one because of whom a statement was withheld. */
    public void hold() {
        company.hold();
    }

    /** Somebody else's lock is waited for: those who work together with it come to rest before. */
    void waits() {
        company.waits();
    }

    /**
     * How long to wait for locks: where one of a group has waited in vain, what the others wait for is tried once.
     *
     * @param full where none has
     */
    public Duration patience(Duration full) {
        return company.patience(full);
    }

    /** A lock was waited for in vain. */
    public void gaveUp() {
        company.gaveUp();
    }

    /** Whether an emergency has been declared since this command began, as far as the last look or write has shown. */
    public boolean inEmergency() {
        return lock.inEmergency();
    }

    /** Why it stops, where it is asked to: a clause. */
    String whyStopped() {
        return inEmergency() ? "because an emergency has been declared, which lupomig status shows" : "on request";
    }

    /**
     * Has nothing sent any more where it is known that the lock is lost.
     *
     * @throws Store.LockLost where it is
     */
    void fence() {
        if (lock.knownLost()) {
            throw new Store.LockLost("another command has taken the locks over, or their session has ended");
        }
    }

    /** Now, as the store has it. */
    public long stamp() {
        return UtcStamp.of(now());
    }

    /**
     * Writes these with whatever is made durable next: what says where things stand, while nothing is tried that rests
     * on it. A process that dies before has not written it.
     *
     * @param written is called when they are durable
     * @param refused is called where they are not written because the server refused what they were sent with
     */
    void later(List<Write> writes, Runnable written, Runnable refused) {
        deferred.add(writes, written, refused);
    }

    /** The same for what nobody waits for. */
    public void later(List<Write> writes) {
        deferred.add(writes, () -> {}, () -> {});
    }

    /**
     * Makes all of these durable together, with what waits since {@link #later}. Nothing is sent where there is
     * nothing.
     */
    public void commit(List<Write> writes) {
        company.commit(writes, deferred::commit);
    }

    /** The same for what has the turn while a statement of its step is on its way: it waits for nobody else. */
    public void commitMeanwhile(List<Write> writes) {
        deferred.commit(writes);
    }

    /** Makes durable what waits, before something is asked or looked at that may take long, or that reads it. */
    public void flush() {
        commit(List.of());
    }

    /** Whether the lock still is ours, asked of the server. */
    public void checkLock() {
        lock.check();
    }

    /** Tells the listener that the server has accepted a statement of a step, whosever turn it is to be heard. */
    void accepted(Address step, int statement) {
        ports.listener().accepted(step, statement);
    }

    /** Tells the listener. */
    public void tell(RunEvent event) {
        if (event instanceof RunEvent.Held held) {
            kept.add(held.as());
        }
        company.tell(event, ports.listener()::on);
    }
}
