package org.lupomig.testkit.mariadb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the integration tests that went to the database of this JVM while that was a container, and leaves the number
 * in {@code target/testcontainers-tests/}, so that continuous integration can show that it was not a fallback.
 */
public final class ContainerTestCounter implements TestExecutionListener {
    /** Of the JVM: where several share the tests, each gets its classes one by one, as plans of their own. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Made by JUnit. */
    public ContainerTestCounter() {}

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean integration = test.isTest()
                && test.getSource()
                        .filter(source -> source instanceof MethodSource method
                                && method.getClassName().endsWith("IT"))
                        .isPresent();
        // asked after every test, so that none is counted for what another one did
        if (test.isTest() && TestDatabase.takeUse() && integration && isContainer()) {
            COUNT.incrementAndGet();
        }
    }

    private static boolean isContainer() {
        return TestDatabase.sourceInUse() == TestDatabase.Source.CONTAINER;
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (COUNT.get() == 0) {
            return;
        }
        Path directory = Path.of("target", "testcontainers-tests");
        Path file = directory.resolve(ProcessHandle.current().pid() + ".txt");
        try {
            Files.createDirectories(directory);
            Files.writeString(file, COUNT.get() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
