package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.rows;
import static org.lupomig.orchestrator.sim.Checks.tables;
import static org.lupomig.orchestrator.sim.Examples.BROKE_OFF;
import static org.lupomig.orchestrator.sim.Examples.REFUSED;
import static org.lupomig.orchestrator.sim.Examples.REVERTED;
import static org.lupomig.orchestrator.sim.Examples.WALKED;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.sim.Client;
import org.lupomig.orchestrator.sim.Examples;
import org.lupomig.orchestrator.sim.PlanText;
import org.lupomig.orchestrator.sim.World;

/** The scenarios by which the engine is known: what is asked, what goes wrong, where everything ends. */
class ScenarioTest {
    private final World world = Examples.world();

    @Test
    void cleanRun() {
        RunReport report = world.run(Examples.everyKind().build());

        assertThat(report.problems()).isEmpty();
        assertThat(report.result()).isEqualTo(Result.DONE);
        for (String step : List.of("make", "fill", "shift")) {
            assertThat(world.path("phase.move." + step, report.run())).isEqualTo(WALKED);
            assertThat(world.step("phase", "move", step).status()).isEqualTo(StepStatus.COMPLETED);
        }
        assertThat(world.server().dump()).isEqualTo("""
                        schema core
                          core.users Parts[columns=[id, name], keys=[by_id, by_name], foreignKeys=[]] triggers [] rows [{id=1}, {id=2}, {id=3}]
                        schema orch
                          orch.jobs Parts[columns=[id], keys=[], foreignKeys=[]] triggers [] rows [{id=20}]
                          orch.logs Parts[columns=[id, line, level], keys=[by_level], foreignKeys=[]] triggers [] rows [{id=10}, {id=11}]
                          orch.state Parts[columns=[id, note, since], keys=[], foreignKeys=[]] triggers [] rows [{id=1}, {id=2}, {id=3}]
                        """);
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void failureMidExecution() {
        world.run(Examples.everyKind().build());
        String before = world.server().dump();

        RunReport report = world.run(Examples.failing());

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo(EngineMessage.STATEMENT_FAILED);
            assertThat(problem.message()).contains("1060");
        });
        assertThat(world.path("phase.bad.more", report.run())).isEqualTo(REVERTED);
        assertThat(world.path("phase.bad.twice", report.run())).isEqualTo(BROKE_OFF);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
    }

    @Test
    void dependencyMissing() {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("a", "CREATE SCHEMA a")
                        .step("c", step -> step.requires("other.b.x").sql("CREATE SCHEMA c")))
                .build();
        String before = world.server().dump();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.DEPENDENCY_NOT_COMPLETED);
        assertThat(world.path("p.b.c", report.run())).isEqualTo("idle preparing failed");
        assertThat(world.path("p.b.a", report.run())).isEqualTo(REVERTED);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void dependencyInAnotherPlan() {
        world.run(PlanText.plan("other")
                .batch("b", batch -> batch.step("x", "CREATE SCHEMA x"))
                .build());
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step(
                                "c", step -> step.requires("other.b.x").sql("CREATE SCHEMA c")))
                .build();

        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);

        RunReport refused = world.rollback("other", "b");
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.problems().get(0).type()).isEqualTo(EngineMessage.OTHERS_DEPEND);
    }

    @Test
    void killedMidExecutionAndRestarted() {
        String before = world.server().dump();
        killedBehindItsFirstRename();
        assertThat(world.server().dump()).isNotEqualTo(before);
        RunReport report = world.recover();
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.path("phase.move.shift", 1)).isEqualTo(BROKE_OFF);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.run(Examples.everyKind().build()).result()).isEqualTo(Result.DONE);
    }

    @Test
    void anUndoThatFailsInARecoveryIsTriedAgainByTheNext() {
        String before = world.server().dump();
        killedBehindItsFirstRename();
        world.server().faults().refuse("RENAME TABLE orch.jobs TO core.jobs", 1030, 1);

        RunReport report = world.recover();
        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems()).doesNotHaveDuplicates();
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void twoRunsAtOnce() {
        RunReport[] second = new RunReport[1];
        world.server()
                .faults()
                .strangerBefore(
                        "RENAME",
                        () -> second[0] = world.run(Examples.everyKind().build()));

        RunReport first = world.run(Examples.everyKind().build());

        assertThat(first.result()).isEqualTo(Result.DONE);
        assertThat(second[0].result()).isEqualTo(Result.REFUSED);
        assertThat(second[0].problems().get(0).type()).isEqualTo(EngineMessage.ANOTHER_RUN);
        assertThat(second[0].problems().get(0).message())
                .isEqualTo("another run is under way on this server: anna@build, process 1, since 2026-01-08 00:00:00"
                        + " UTC; both need the freeze, plan phase, core.jobs and 5 more");
    }

    @Test
    void preValidationFailure() {
        String before = world.server().dump();
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("a", "CREATE SCHEMA a")
                        .check(pre("no table yet", equal(tables("core"), 0))))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.CHECK_FAILED);
        assertThat(report.problems().get(0).message()).endsWith("tables(core) is 3, expected 0");
        assertThat(world.path("p.b.a", report.run())).isEqualTo(REFUSED);
        assertThat(world.sent()).isEmpty();
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.step("p", "b", "a").status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void postValidationFailure() {
        String before = world.server().dump();
        Plan plan = Examples.everyKind()
                .batch("next", batch -> batch.step("a", "CREATE TABLE orch.a (id)", "INSERT INTO orch.a VALUES 1")
                        .step("b", step -> step.sql("ALTER TABLE orch.a ADD COLUMN c")
                                .check(post("rows", equal(rows("orch.a"), 2)))))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(world.path("phase.next.a", report.run())).isEqualTo(REVERTED);
        assertThat(world.path("phase.next.b", report.run())).isEqualTo(REVERTED);
        assertThat(world.server().dump()).doesNotContain("orch.a ");
        assertThat(world.store().run(report.run()).orElseThrow().status()).isEqualTo(RunStatus.FAILED);
        assertThat(world.rollback("phase", "move").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void rollbackThatItselfFails() {
        String before = world.server().dump();
        world.server().faults().refuse("RENAME TABLE orch.jobs TO core.jobs", 1030, 1);
        Plan plan = Examples.everyKind()
                .batch("unused", batch -> batch.step("z", "CREATE SCHEMA z"))
                .build();
        world.server().faults().refuse("ALTER TABLE core.users ADD INDEX", 1114, 1);

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.BROKEN);
        assertThat(report.problems()).extracting(p -> (Object) p.type()).contains(EngineMessage.UNDO_FAILED);
        assertThat(world.path("phase.move.shift", report.run()))
                .isEqualTo("idle preparing validating_pre migrating rolling_back failed");
        assertThat(world.unrest()).isEmpty();

        RunReport again = world.run(plan);
        assertThat(again.result()).isEqualTo(Result.BROKEN);
        assertThat(again.problems().get(0).type()).isEqualTo(EngineMessage.NEEDS_A_PERSON);
        assertThat(again.problems()).extracting(p -> p.message()).anySatisfy(message -> assertThat(message)
                .startsWith("phase.move.shift could not be undone in run " + report.run() + ": ")
                .doesNotContain("shift could not be undone: "));

        RunReport recovered = world.recover();
        assertThat(recovered.result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
        assertThat(world.unrest()).isEmpty();
        assertThat(world.recover().result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(world.run(plan).result()).isEqualTo(Result.DONE);
    }

    @Test
    void finishedPlanAgain() {
        world.run(Examples.everyKind().build());
        String after = world.server().dump();
        int sent = world.sent().size();

        RunReport again = world.run(Examples.everyKind().build());

        assertThat(again.result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(again.run()).isZero();
        assertThat(world.sent()).hasSize(sent);
        assertThat(world.server().dump()).isEqualTo(after);
    }

    @Test
    void aRunThatWaitsLongerThanItsStepMay() {
        String before = world.server().dump();
        world.server().faults().lockWait("ALTER TABLE core.users", 100);
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("a", "CREATE SCHEMA a")
                        .step("c", step -> step.timeout(Duration.ofSeconds(12))
                                .sql("ALTER TABLE core.users ADD COLUMN c")))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.WAITED_TOO_LONG);
        assertThat(report.problems().get(0).message())
                .isEqualTo(
                        "p.b.c took longer than the step's timeout of 12 s: Lock wait timeout; in the way: a reader of 7");
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void aStatementIsNotBegunWhenItsStepIsOutOfTime() {
        String before = world.server().dump();
        world.server().faults().strangerAfter("CREATE SCHEMA a", () -> world.advance(Duration.ofSeconds(13)));
        Plan plan = PlanText.plan("p")
                .batch(
                        "b",
                        batch -> batch.step("a", step -> step.timeout(Duration.ofSeconds(12))
                                .sql("CREATE SCHEMA a", "CREATE SCHEMA c")))
                .build();

        RunReport report = world.run(plan);

        assertThat(report.result()).isEqualTo(Result.UNDONE);
        assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.WAITED_TOO_LONG);
        assertThat(report.problems().get(0).message())
                .isEqualTo("p.b.a took longer than the step's timeout of 12 s: it ran out of time before this"
                        + " statement");
        assertThat(world.sent()).containsExactly("CREATE SCHEMA a", "DROP SCHEMA a");
        assertThat(world.server().dump()).isEqualTo(before);
    }

    private void killedBehindItsFirstRename() {
        Client client = Client.alive();
        world.server().faults().strangerAfter("RENAME TABLE core.logs", () -> {
            throw new Client.Killed();
        });
        assertThatThrownBy(() -> world.engine(client).run(Examples.everyKind().build(), RunOptions.plain()))
                .isInstanceOf(Client.Killed.class);
        world.store().clientGone();
    }
}
