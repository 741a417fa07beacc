package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;

class SharedTargetTest {
    private final List<String> done = new ArrayList<>();

    private static <T> T none(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    /** A server that looks for the session before anything else. */
    private final Target target = (Target) Proxy.newProxyInstance(
            Target.class.getClassLoader(), new Class<?>[] {Target.class}, (proxy, method, given) -> {
                done.add("looked for " + given[0]);
                ((Runnable) given[2]).run();
                done.add("killed");
                return true;
            });

    /** Another command may have taken the locks while the session was looked for. */
    @Test
    void whatIsAskedBeforeASessionEndsIsAskedByTheServerItself() {
        EnginePorts ports = new EnginePorts(
                none(Store.class),
                target,
                none(Definitions.class),
                none(StatementReader.class),
                none(FileFacts.class),
                () -> {
                    throw new UnsupportedOperationException("time");
                },
                event -> {},
                new Owner("t", "anna@build", 1, 1));
        StepCrew crew = new StepCrew(ports);
        long before = crew.moment();
        boolean ended = crew.ports().target().endSession("one", Duration.ZERO, () -> done.add("asked for locks"));
        assertThat(ended).isTrue();
        // what its statement came to shows only to those who look again
        assertThat(crew.moment()).isGreaterThan(before);
        assertThat(done).containsExactly("looked for one", "asked for locks", "killed");
    }
}
