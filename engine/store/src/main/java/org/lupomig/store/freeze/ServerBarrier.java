package org.lupomig.store.freeze;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.port.WriteBarrier;
import org.lupomig.store.connect.MariaDbServer;

/** Raises what is configured, and lowers whatever is journaled: settings may have changed between. */
public final class ServerBarrier implements WriteBarrier {
    private final MariaDbServer server;
    private final FreezeSetting setting;

    /** On a server. */
    public ServerBarrier(MariaDbServer server, FreezeSetting setting) {
        this.server = server;
        this.setting = setting;
    }

    @Override
    public Found look(List<String> schemas) {
        if (setting instanceof FreezeSetting.ReadOnly) {
            return new ReadOnlyServer(server).look();
        }
        return setting instanceof FreezeSetting.Accounts accounts
                ? new LockedAccounts(server).look(accounts.named(), schemas)
                : ADVISORY.look(schemas);
    }

    @Override
    public @Nullable String raise(Barrier barrier, Duration patience, BooleanSupplier due) {
        if (barrier instanceof Barrier.ReadOnly readOnly) {
            return new ReadOnlyServer(server).raise(readOnly, patience, due);
        }
        return barrier instanceof Barrier.Accounts accounts
                ? new LockedAccounts(server).raise(accounts.accounts(), patience, due)
                : null;
    }

    @Override
    public @Nullable String lapsed(Barrier barrier) {
        if (barrier instanceof Barrier.ReadOnly readOnly) {
            return new ReadOnlyServer(server).lapsed(readOnly);
        }
        return barrier instanceof Barrier.Accounts accounts
                ? new LockedAccounts(server).lapsed(accounts.accounts())
                : null;
    }

    @Override
    public Barrier renewed(Barrier barrier) {
        return barrier instanceof Barrier.ReadOnly readOnly ? new ReadOnlyServer(server).renewed(readOnly) : barrier;
    }

    /** Whether a server that is read-only is so by this, and by nobody else. */
    public static boolean isReadOnlyBy(MariaDbServer server, Barrier barrier) {
        return barrier instanceof Barrier.ReadOnly readOnly && new ReadOnlyServer(server).isBy(readOnly);
    }

    @Override
    public @Nullable String lower(Barrier barrier, BooleanSupplier due) {
        if (barrier instanceof Barrier.ReadOnly readOnly) {
            return Alone.on(server, lone -> due.getAsBoolean() ? ReadOnlyServer.lower(lone, readOnly) : null);
        }
        return barrier instanceof Barrier.Accounts accounts
                ? Alone.on(server, lone -> due.getAsBoolean() ? LockedAccounts.lower(lone, accounts.accounts()) : null)
                : null;
    }

    @Override
    public void alone(Runnable work) {
        Alone.on(server, lone -> {
            work.run();
            return null;
        });
    }
}
