package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The COMMIT fails by which a batch passes the point behind which it does not go back. Nobody knows then whether it
 * did; so nothing is done about it before the next command, which goes by what the journal has.
 */
@Tag("proof")
class CommitPointIT {
    private static final Path BUILD = KilledPlan.PLANS.resolve("build.lupomig");
    private static final Path CHANGE = KilledPlan.PLANS.resolve("change.lupomig");

    private final TestDatabase database = TestDatabase.get();
    private final List<Throwable> answers = new ArrayList<>();
    private int writesSince;

    /** What becomes of it. */
    private enum Commit {
        /** The server does not take it, and says so. */
        FAILS,
        /** The server takes it, and its answer is lost. */
        IS_NOT_HEARD_OF
    }

    @BeforeEach
    void build() throws Exception {
        database.clear();
        StoreForTests.make(database);
        assertThat(CrashedProcess.here("run", database, BUILD).output()).startsWith("DONE");
    }

    @ParameterizedTest
    @EnumSource
    void theNextCommandGoesByWhatIsDurable(Commit commit) throws Exception {
        String before = dump();
        Plan plan = HaltingProcess.plan(CHANGE);

        RunReport run = HaltingProcess.perform(
                database.jdbcUrlWithAccount(),
                KilledPlan.PLANS,
                store -> before(Store.class, store, commit),
                target -> target,
                engine -> HaltingProcess.perform("run", plan, engine));

        assertThat(answers).as(String.valueOf(run)).singleElement().isInstanceOf(ConnectionLost.class);
        assertThat(run.result()).as(String.valueOf(run)).isEqualTo(Result.BROKEN);
        assertThat(run.problems()).singleElement().satisfies(problem -> assertThat(problem.type())
                .isEqualTo(EngineMessage.CONNECTION_LOST));
        assertThat(writesSince).as("what is written behind it").isZero();
        String left = dump();
        assertThat(left).isNotEqualTo(before);
        CrashedProcess recovery = CrashedProcess.here("recover", database, CHANGE);
        assertThat(recovery.output()).startsWith("DONE");
        if (commit == Commit.FAILS) {
            assertThat(dump()).isEqualTo(before);
            assertThat(CrashedProcess.here("run", database, CHANGE).output()).startsWith("DONE");
        } else {
            assertThat(dump()).isEqualTo(left);
            assertThat(CrashedProcess.here("run", database, CHANGE).output()).startsWith("NOTHING_TO_DO");
        }
        assertThat(CrashedProcess.here("rollback", database, CHANGE).output()).startsWith("DONE");
        assertThat(dump()).isEqualTo(before);
    }

    /** The store, and what it gives: tickets, and the locks that are written under. */
    private <T> T before(Class<T> type, T real, Commit commit) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean written = method.getName().equals("commit");
                    if (written && !answers.isEmpty()) {
                        writesSince++;
                    }
                    Object answer = written && passes((List<?>) arguments[1])
                            ? failed(real, method, arguments, commit)
                            : called(real, method, arguments);
                    if (answer instanceof Store.Ticket ticket) {
                        return before(Store.Ticket.class, ticket, commit);
                    }
                    return answer instanceof Store.LockAttempt.Held held
                            ? new Store.LockAttempt.Held(before(Store.Lock.class, held.lock(), commit))
                            : answer;
                }));
    }

    private static boolean passes(List<?> writes) {
        return writes.stream()
                .anyMatch(write -> write instanceof Write.Journal journal
                        && journal.entry().current() == State.COMPLETING
                        && journal.entry().previous() == State.VALIDATING_POST);
    }

    private Object failed(Object real, Method method, Object[] arguments, Commit commit) throws Throwable {
        try {
            if (commit == Commit.FAILS) {
                BackupAtWork backup = BackupAtWork.begun(database);
                try {
                    return called(real, method, arguments);
                } finally {
                    backup.close();
                }
            }
            called(real, method, arguments);
            throw new ConnectionLost("no answer, says the test", new IllegalStateException("test"));
        } catch (ConnectionLost e) {
            answers.add(e);
            throw e;
        }
    }

    private static Object called(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private String dump() throws Exception {
        return SchemaDump.of(database, "crash_core", "crash_archive", "crash_old") + AccountDump.of(database, "crash_");
    }
}
