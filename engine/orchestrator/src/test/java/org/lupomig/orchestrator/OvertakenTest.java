package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.sim.PlanText;

/** What others change while a statement waits for a lock is theirs: nothing is sent over it. */
class OvertakenTest extends FailingBatch {
    private void meanwhile(String ours, String... theirs) {
        world.server()
                .faults()
                .strangerBefore(ours, () -> world.server().run(theirs))
                .lockWait(ours, 1);
    }

    private void overtaken(String what, String... sql) {
        RunReport report = undone(failing(sql));
        assertThat(report.problems()).extracting(problem -> problem.type()).containsExactly(EngineMessage.OVERTAKEN);
        assertThat(report.problems().get(0).message()).endsWith(what);
    }

    @Test
    void aTriggerThatSomebodyReplacedIsNotReplaced() {
        world.server().run("CREATE TRIGGER core.g ON core.users one");
        meanwhile("CREATE OR REPLACE TRIGGER core.g", "CREATE OR REPLACE TRIGGER core.g ON core.users theirs");

        overtaken(
                "somebody changed what it is about since it was looked at: core.users has another definition now",
                "CREATE OR REPLACE TRIGGER core.g ON core.users ours");

        assertThat(world.server().dump()).contains("g theirs");
    }

    @Test
    void aViewThatSomebodyReplacedIsNotDropped() {
        world.server().run("CREATE VIEW core.v core.users");
        meanwhile("DROP VIEW", "CREATE OR REPLACE VIEW core.v core.logs");

        overtaken("view core.v has another definition now", "DROP VIEW core.v");

        assertThat(world.server().dump()).contains("core.v", "core.logs");
    }

    @Test
    void aTableThatSomebodyAlteredIsNotAltered() {
        meanwhile("ALTER TABLE core.users ADD COLUMN x", "ALTER TABLE core.users ADD COLUMN theirs");

        overtaken("core.users has another definition now", "ALTER TABLE core.users ADD COLUMN x");

        assertThat(world.server().dump()).contains("columns=[id, name, theirs]");
    }

    @Test
    void aTableThatSomebodyAlteredIsNotEmptied() {
        for (String sql : new String[] {"CREATE TABLE held.", "RENAME TABLE core.users"}) {
            world.server()
                    .faults()
                    .strangerBefore(sql, () -> world.server()
                            .run("ALTER TABLE core.users ADD COLUMN theirs", "CREATE TRIGGER core.g ON core.users one"))
                    .lockWait(sql, 1);

            overtaken("core.users has another definition now", "TRUNCATE TABLE core.users");

            assertThat(world.server().dump()).contains("columns=[id, name, theirs]");
            assertThat(world.server().held()).isEmpty();
            world.server().run("DROP TRIGGER core.g", "ALTER TABLE core.users DROP COLUMN theirs");
        }
        assertThat(world.server().dump()).isEqualTo(before);
    }

    @Test
    void whatSomebodyChangesWhenTheRenameIsUnderWayIsNotLost() {
        world.server().faults().strangerBefore("RENAME TABLE core.users", () -> world.server()
                .run("ALTER TABLE core.users ADD COLUMN theirs"));

        broken(failing("TRUNCATE TABLE core.users"), "core.users");

        assertThat(world.server().dump()).contains("columns=[id, name, theirs]");
        world.server().run("ALTER TABLE core.users DROP COLUMN theirs");
        assertThat(world.recover().result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).isEqualTo(before);
        assertThat(world.server().held()).isEmpty();
    }

    @Test
    void aReferenceOfOthersDoesNotFollowATableAside() {
        for (String sql : new String[] {
            "DROP TABLE core.users", "TRUNCATE TABLE core.users", "CREATE OR REPLACE TABLE core.users (other)"
        }) {
            world.server().faults().strangerBefore("RENAME TABLE core.users", () -> world.server()
                    .run("CREATE TABLE core.theirs (id, FK f REFERENCES core.users)"));

            RunReport report = world.run(failing(sql));

            assertThat(report.problems().get(0).type()).isEqualTo(EngineMessage.NOT_AS_EXPECTED);
            assertThat(report.problems().get(0).message()).contains("core.theirs.f");
            assertThat(world.server().dump()).contains("FOREIGN KEY (x) REFERENCES `users`");
            world.server().run("DROP TABLE core.theirs");
            world.recover();
            assertThat(world.server().held()).isEmpty();
            assertThat(world.server().dump()).isEqualTo(before);
        }
    }

    @Test
    void whatWasDoneBeforeIsUndone() {
        meanwhile("ALTER TABLE core.users ADD COLUMN x", "ALTER TABLE core.users ADD COLUMN theirs");

        overtaken(
                "core.users has another definition now",
                "CREATE TABLE core.t (id)",
                "ALTER TABLE core.users ADD COLUMN x");

        assertThat(world.server().dump()).contains("columns=[id, name, theirs]").doesNotContain("core.t ");
    }

    @Test
    void aWayBackIsNotSentOverWhatSomebodyReplaced() {
        world.server().run("CREATE TRIGGER core.g ON core.users one");
        meanwhile(
                "CREATE OR REPLACE TRIGGER core.g ON core.users one",
                "CREATE OR REPLACE TRIGGER core.g ON core.users theirs");

        broken(
                failing("CREATE OR REPLACE TRIGGER core.g ON core.users ours"),
                "trigger core.g could not be made again: somebody changed it meanwhile: core.users has another"
                        + " definition now");

        assertThat(world.server().dump()).contains("g theirs");
    }

    @Test
    void aStepThatMayBeTriedAgainLooksAnew() {
        meanwhile("ALTER TABLE core.users ADD COLUMN x", "ALTER TABLE core.users ADD COLUMN theirs");

        RunReport report = world.run(PlanText.plan("p")
                .batch("b", batch -> batch.step("s", step -> step.retry(1).sql("ALTER TABLE core.users ADD COLUMN x")))
                .build());

        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(world.rollback("p", "b").result()).isEqualTo(Result.DONE);
        assertThat(world.server().dump()).contains("columns=[id, name, theirs]");
    }
}
