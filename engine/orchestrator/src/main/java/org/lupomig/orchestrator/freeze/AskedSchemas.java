package org.lupomig.orchestrator.freeze;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.ServerRefused;

/** The names that a person freezes schemas by, as the server reads them. */
final class AskedSchemas {
    private AskedSchemas() {}

    /**
     * The same request; where the server has one schema for every spelling of its name, by that in lower case. The
     * server is asked only where a name has capitals.
     */
    static FreezeRequest read(EnginePorts ports, FreezeRequest asked) {
        List<String> lowered = lowered(asked.schemas());
        return lowered.equals(asked.schemas()) || !ports.target().lowersNames()
                ? asked
                : new FreezeRequest(lowered, asked.reason(), asked.emergency());
    }

    private static List<String> lowered(List<String> schemas) {
        return schemas.stream()
                .map(schema -> schema.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Whether those that are frozen have all of the others among them; none named is all of them. */
    static boolean cover(EnginePorts ports, List<String> frozen, List<String> others) {
        return frozen.isEmpty() || (!others.isEmpty() && haveAll(ports, frozen, others));
    }

    private static boolean haveAll(EnginePorts ports, List<String> frozen, List<String> others) {
        Set<String> names = new HashSet<>(frozen);
        // A plan may have frozen it as it writes it.
        return names.containsAll(others)
                || (lowered(frozen).containsAll(lowered(others))
                        && ports.target().lowersNames());
    }

    /** Warns of those that are not there. That it cannot be looked for them keeps nothing from being frozen. */
    static void warn(EnginePorts ports, FreezeRequest asked) {
        for (String schema : asked.schemas()) {
            try {
                if (!ports.target().facts().schemaExists(schema)) {
                    Problem lacks = Problem.of(EngineMessage.FROZEN_WITHOUT_SCHEMA, schema, "the server");
                    ports.listener().on(new RunEvent.Warned(lacks));
                }
            } catch (ServerRefused e) {
                ports.listener()
                        .on(new RunEvent.Note("whether there is a schema " + schema + " cannot be seen: " + e.code()
                                + " " + e.getMessage()));
            }
        }
    }
}
