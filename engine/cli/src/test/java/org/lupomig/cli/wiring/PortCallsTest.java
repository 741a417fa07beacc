package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.WriteBarrier;

/** Nobody adds a call to a port without saying whether a process is to be killed there. */
class PortCallsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                Store.class,
                Store.Ticket.class,
                Store.Lock.class,
                Target.class,
                TargetSession.class,
                WriteBarrier.class
            })
    void everyCallHasAnEffectOrOnlyLooks(Class<?> port) {
        Set<String> effects = Objects.requireNonNull(PortCalls.EFFECTS.get(port));
        Set<String> looks = Objects.requireNonNull(PortCalls.LOOKS.get(port));
        Set<String> known = new TreeSet<>(effects);
        known.addAll(looks);

        assertThat(effects).noneMatch(looks::contains);
        assertThat(known)
                .isEqualTo(Arrays.stream(port.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
