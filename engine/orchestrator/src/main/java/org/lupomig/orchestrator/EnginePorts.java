package org.lupomig.orchestrator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.Pauses;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Turns;
import org.lupomig.orchestrator.run.ThreadTurns;

/**
 * What the engine works with.
 *
 * @param pauses how time is waited for that {@code clock} shows
 * @param owner this command, as it signs the lock
 * @param turns gives what steps take turns by that are worked on side by side
 * @param patience that of the whole command, for what it waits on ways back
 */
public record EnginePorts(
        Store store,
        Target target,
        Definitions definitions,
        StatementReader statements,
        FileFacts files,
        InstantSource clock,
        Pauses pauses,
        RunListener listener,
        Owner owner,
        Supplier<Turns> turns,
        PatienceLeft patience) {
    /** For a command that waits for nobody else, as far as is said here. */
    public EnginePorts(
            Store store,
            Target target,
            Definitions definitions,
            StatementReader statements,
            FileFacts files,
            InstantSource clock,
            Pauses pauses,
            RunListener listener,
            Owner owner,
            Supplier<Turns> turns) {
        this(
                store,
                target,
                definitions,
                statements,
                files,
                clock,
                pauses,
                listener,
                owner,
                turns,
                new PatienceLeft(Duration.ZERO, clock));
    }

    /** With a clock that goes by itself, and threads of this process. */
    public EnginePorts(
            Store store,
            Target target,
            Definitions definitions,
            StatementReader statements,
            FileFacts files,
            InstantSource clock,
            RunListener listener,
            Owner owner) {
        this(store, target, definitions, statements, files, clock, Pauses.REAL, listener, owner, ThreadTurns::new);
    }

    /** The same in a command that has this patience. */
    EnginePorts having(PatienceLeft shared) {
        return new EnginePorts(
                store, target, definitions, statements, files, clock, pauses, listener, owner, turns, shared);
    }
}
