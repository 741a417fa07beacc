package org.lupomig.orchestrator;

import java.time.InstantSource;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;

/**
 * What the engine works with.
 *
 * @param owner this command, as it signs the lock
 */
public record EnginePorts(
        Store store,
        Target target,
        Definitions definitions,
        StatementReader statements,
        FileFacts files,
        InstantSource clock,
        RunListener listener,
        Owner owner) {}
