package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.port.ServerRefused;

/** Who may write on the simulated server, and how a freeze is to keep them out. */
public final class SimulatedWriters {
    /** Whether the server is read-only. */
    boolean readOnly;

    /** Accounts by name, and whether each is locked. */
    final TreeMap<String, Boolean> accounts = new TreeMap<>();

    /** Accounts that are to be locked; null: the server is to be read-only. */
    @Nullable
    List<String> named;

    /** Whether nothing but the published state is asked for. */
    boolean advisory = true;

    final List<String> objections = new ArrayList<>();

    @Nullable
    String refusal;

    @Nullable
    String stuck;

    final List<Duration> patience = new ArrayList<>();

    private int starts = 1;
    private boolean alone;
    private int busy;
    private Runnable meanwhile = () -> {};
    private Runnable atLast = () -> {};
    private Runnable first = () -> {};

    /** Freezes make the server read-only. */
    public void byReadOnly() {
        advisory = false;
    }

    /** Freezes lock accounts; another one is there that is not named, and one that is locked already. */
    public void byAccounts() {
        advisory = false;
        accounts.put("report", false);
        accounts.put("shop", false);
        accounts.put("old", true);
        named = List.of("shop", "old");
    }

    /** The server has been made read-only by somebody. */
    public void madeReadOnly() {
        readOnly = true;
    }

    /** The server is started again: that it is read-only is not kept. */
    public void serverStartedAgain() {
        readOnly = false;
        starts++;
    }

    /** The server is started again, and its own configuration, or somebody else, makes it read-only. */
    public void serverStartedReadOnly() {
        serverStartedAgain();
        readOnly = true;
    }

    /** Who is told when a freeze is about to be raised how long that may take. */
    public List<Duration> patience() {
        return patience;
    }

    /** What is to be put back once a freeze is raised that makes the server read-only. */
    Barrier.ReadOnly asItIs() {
        return new Barrier.ReadOnly(readOnly ? "ON" : "OFF", "start " + starts);
    }

    /** Whether that was raised since the server was started. */
    boolean isOfThisStart(Barrier.ReadOnly barrier) {
        return barrier.server().equals("start " + starts);
    }

    /** Somebody unlocks an account. */
    public void unlocked(String account) {
        accounts.put(account, false);
    }

    @Nullable
    String lapsed(Barrier barrier) {
        if (refusal != null) {
            return refusal;
        }
        if (barrier instanceof Barrier.Accounts locked) {
            return locked.accounts().stream()
                    .filter(account -> !Boolean.TRUE.equals(accounts.get(account.user())))
                    .findFirst()
                    .map(account -> account.name() + " is not locked")
                    .orElse(null);
        }
        if (!(barrier instanceof Barrier.ReadOnly ours)) {
            return null;
        }
        String again = isOfThisStart(ours) ? null : "read_only is ON by somebody else";
        return readOnly ? again : "read_only is OFF (start " + starts + ")";
    }

    /** Why a freeze cannot be raised from now on, seen before; none: it can. */
    public void object(String why) {
        objections.add(why);
    }

    /** Why a freeze does not hold when it is raised; null: it does. */
    public void refuse(@Nullable String why) {
        refusal = why;
    }

    /** Why it cannot be lifted; null: it can. */
    public void stick(@Nullable String why) {
        stuck = why;
    }

    /** What somebody does the next time that a freeze is about to be lifted. */
    public void beforeLowering(Runnable does) {
        meanwhile = does;
    }

    /** What somebody does the next time that a freeze is about to be raised. */
    public void beforeRaising(Runnable does) {
        atLast = does;
    }

    /** What somebody does the next time that it is noted what is to come back. */
    public void beforeNoting(Runnable does) {
        first = does;
    }

    /** Whether somebody raises or lowers just now, or does what nobody else may do then: others wait for that. */
    public boolean isAlone() {
        return alone;
    }

    /** Others raise and lower, so often that whoever wants to be alone waits in vain so many times. */
    public void keepBusy(int times) {
        busy = times;
    }

    <T extends @Nullable Object> T alone(Supplier<T> work) {
        if (busy > 0) {
            busy--;
            throw new ServerRefused(1205, "HY000", "others are freezing or thawing", new IllegalStateException("test"));
        }
        alone = true;
        try {
            return work.get();
        } finally {
            alone = false;
        }
    }

    void comesToNote() {
        Runnable does = first;
        first = () -> {};
        does.run();
    }

    void comesToRaise() {
        Runnable does = atLast;
        atLast = () -> {};
        does.run();
    }

    void comesToLower() {
        Runnable does = meanwhile;
        meanwhile = () -> {};
        does.run();
    }

    /** Who may not write, in one line. */
    public String shut() {
        return (readOnly ? "read-only " : "") + accounts;
    }
}
