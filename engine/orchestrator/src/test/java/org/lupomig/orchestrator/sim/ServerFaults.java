package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.StatementOutcome;

/** What goes wrong with statements that contain a text: each fault happens as often as it is told, in order. */
public final class ServerFaults {
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> unheard = new ArrayList<>();
    private final List<String> losing = new ArrayList<>();

    /** When a fault strikes. */
    enum When {
        BEFORE,
        AFTER
    }

    private static final class Fault {
        final String text;
        final When when;
        final Runnable does;
        final @Nullable StatementOutcome instead;
        int times;

        Fault(String text, When when, int times, Runnable does, @Nullable StatementOutcome instead) {
            this.text = text;
            this.when = when;
            this.times = times;
            this.does = does;
            this.instead = instead;
        }
    }

    /** A stranger does something just before the statement reaches the server. */
    public ServerFaults strangerBefore(String text, Runnable does) {
        return add(text, When.BEFORE, 1, does, null);
    }

    /** A stranger does something just after the statement took effect. */
    public ServerFaults strangerAfter(String text, Runnable does) {
        return add(text, When.AFTER, 1, does, null);
    }

    /** The server refuses a statement. */
    public ServerFaults refuse(String text, int code, int times) {
        return add(
                text, When.BEFORE, times, () -> {}, new StatementOutcome.Refused(code, "HY000", "refused by the test"));
    }

    /** A statement takes effect, and the server says that it did not. */
    public ServerFaults deny(String text, int code) {
        return add(text, When.AFTER, 1, () -> {}, new StatementOutcome.Refused(code, "HY000", "refused by the test"));
    }

    /** A statement waits for a lock in vain. */
    public ServerFaults lockWait(String text, int times) {
        return add(
                text,
                When.BEFORE,
                times,
                () -> {},
                new StatementOutcome.LockTimeout("Lock wait timeout", "a reader of 7"));
    }

    /** The connection ends before the statement reaches the server. */
    public ServerFaults loseBefore(String text) {
        return add(text, When.BEFORE, 1, () -> {}, new StatementOutcome.Lost("gone away"));
    }

    /** The connection ends when the statement has taken effect, its answer unheard. */
    public ServerFaults loseAfter(String text) {
        return add(text, When.AFTER, 1, () -> {}, new StatementOutcome.Lost("gone away"));
    }

    /** The connection ends while the server still works on an INSERT, which it commits before the session ends. */
    public ServerFaults loseDuring(String text) {
        unheard.add(text);
        return this;
    }

    /** The server leaves a table without rows that a statement keeps. */
    public ServerFaults losesRows(String text) {
        losing.add(text);
        return this;
    }

    void loseRows(String sql, SimulatedServer server, ObjectName table) {
        SimulatedTable there = server.table(table);
        if (there != null && losing.removeIf(sql::contains)) {
            server.put(table, there.withRows(List.of()));
        }
    }

    /** Whatever has not struck does not any more. */
    public void clear() {
        faults.clear();
        unheard.clear();
        losing.clear();
    }

    boolean losesAnswer(String sql) {
        return unheard.removeIf(sql::contains);
    }

    private ServerFaults add(String text, When when, int times, Runnable does, @Nullable StatementOutcome instead) {
        faults.add(new Fault(text, when, times, does, instead));
        return this;
    }

    /** The answer that a fault gives instead of the server's, null where there is none. */
    @Nullable
    StatementOutcome strike(String sql, When when) {
        for (Fault fault : List.copyOf(faults)) {
            if (fault.when == when && fault.times > 0 && sql.contains(fault.text)) {
                fault.times--;
                fault.does.run();
                if (fault.instead != null) {
                    return fault.instead;
                }
            }
        }
        return null;
    }
}
