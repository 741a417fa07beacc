package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.port.WriteBarrier;

/** Keeps writers out of the simulated server, account by account. */
final class ClientBarrier implements WriteBarrier {
    private final Client client;
    private final World world;
    private final SimulatedWriters writers;

    ClientBarrier(Client client, World world) {
        this.client = client;
        this.world = world;
        this.writers = world.writers();
    }

    @Override
    public Found look(List<String> schemas) {
        return client.read("look for writers", () -> {
            List<Problem> objections = writers.objections.stream()
                    .map(why -> Problem.of(EngineMessage.FREEZE_UNFIT, "accounts", why, "grant it"))
                    .toList();
            return new Found(barrier(), objections, List.of());
        });
    }

    private Barrier barrier() {
        if (writers.advisory) {
            return Barrier.NONE;
        }
        List<String> named = writers.named;
        return named == null
                ? writers.asItIs()
                : new Barrier.Accounts(named.stream()
                        .map(name -> new Barrier.Account(name, "%", Boolean.TRUE.equals(writers.accounts.get(name))))
                        .toList());
    }

    @Override
    public @Nullable String raise(Barrier barrier, Duration patience, BooleanSupplier due) {
        writers.patience.add(patience);
        writers.comesToRaise();
        return writers.alone(() -> due.getAsBoolean() ? raised(barrier) : null);
    }

    private @Nullable String raised(Barrier barrier) {
        if (!barrier.equals(world.store().systemState().barrier())) {
            throw new AssertionError("raised before what was there is on disk");
        }
        if (barrier instanceof Barrier.ReadOnly readOnly && !writers.isOfThisStart(readOnly)) {
            return "the server was started again meanwhile";
        }
        set(barrier, true);
        return writers.refusal;
    }

    @Override
    public @Nullable String lapsed(Barrier barrier) {
        return client.<@Nullable String>read("look whether writers are out", () -> writers.lapsed(barrier));
    }

    @Override
    public Barrier renewed(Barrier barrier) {
        writers.comesToNote();
        return client.read(
                "look what is to come back",
                () -> barrier instanceof Barrier.ReadOnly readOnly && !writers.isOfThisStart(readOnly)
                        ? writers.asItIs()
                        : barrier);
    }

    @Override
    public @Nullable String lower(Barrier barrier, BooleanSupplier due) {
        writers.comesToLower();
        return writers.alone(() -> due.getAsBoolean() ? lowered(barrier) : null);
    }

    private @Nullable String lowered(Barrier barrier) {
        if (writers.stuck != null) {
            return writers.stuck;
        }
        if (!(barrier instanceof Barrier.ReadOnly readOnly) || writers.isOfThisStart(readOnly)) {
            set(barrier, false);
        }
        return null;
    }

    @Override
    public void alone(Runnable work) {
        writers.<@Nullable Void>alone(() -> {
            work.run();
            return null;
        });
    }

    private void set(Barrier barrier, boolean up) {
        if (barrier instanceof Barrier.ReadOnly readOnly) {
            client.write(
                    "read_only " + up,
                    () -> writers.readOnly = up || readOnly.before().equals("ON"));
        } else if (barrier instanceof Barrier.Accounts accounts) {
            for (Barrier.Account account : accounts.accounts()) {
                client.write(
                        "lock " + account.name() + " " + up,
                        () -> writers.accounts.put(account.user(), up || account.locked()));
            }
        }
    }
}
