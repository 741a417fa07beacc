package org.lupomig.orchestrator.sim;

import static org.lupomig.orchestrator.sim.Checks.before;
import static org.lupomig.orchestrator.sim.Checks.equal;
import static org.lupomig.orchestrator.sim.Checks.plus;
import static org.lupomig.orchestrator.sim.Checks.post;
import static org.lupomig.orchestrator.sim.Checks.pre;
import static org.lupomig.orchestrator.sim.Checks.tables;

import org.lupomig.model.plan.Plan;

/** Worlds and plans that several tests use. */
public final class Examples {
    /** States of a step that went well. */
    public static final String WALKED = "idle preparing validating_pre migrating validating_post completing idle";

    /** States of a step that broke off while it ran, and was undone. */
    public static final String BROKE_OFF = "idle preparing validating_pre migrating rolling_back idle";

    /** States of a step that ran whole, and was undone with its batch. */
    public static final String REVERTED = "idle preparing validating_pre migrating validating_post rolling_back idle";

    /** States of a step that was refused before anything was touched. */
    public static final String REFUSED = "idle preparing validating_pre failed";

    private Examples() {}

    /** A schema {@code core} with three tables that have rows. */
    public static World world() {
        World world = new World();
        world.server()
                .run(
                        "CREATE SCHEMA core",
                        "CREATE TABLE core.users (id, name, KEY by_name)",
                        "INSERT INTO core.users VALUES 1, 2, 3",
                        "CREATE TABLE core.logs (id, line)",
                        "INSERT INTO core.logs VALUES 10, 11",
                        "CREATE TABLE core.jobs (id)",
                        "INSERT INTO core.jobs VALUES 20");
        return world;
    }

    /** Every kind of statement that this version runs, in three steps. */
    public static PlanText everyKind() {
        return PlanText.plan("phase")
                .schema("core")
                .table("core", "logs", "orch")
                .batch("move", batch -> batch.freeze("core")
                        .step("make", "CREATE SCHEMA orch", "CREATE TABLE orch.state (id, note)")
                        .step("fill", step -> step.requires("make")
                                .sql(
                                        "INSERT INTO orch.state VALUES 1, 2",
                                        "ALTER TABLE orch.state ADD COLUMN since",
                                        "INSERT INTO orch.state VALUES 3"))
                        .step("shift", step -> step.requires("make")
                                .sql(
                                        "RENAME TABLE core.logs TO orch.logs, core.jobs TO orch.jobs",
                                        "ALTER TABLE orch.logs ADD COLUMN level, ADD INDEX by_level",
                                        "ALTER TABLE core.users ADD INDEX by_id"))
                        .check(pre("three tables", equal(tables("core"), 3)))
                        .check(post("two have moved", equal(plus(tables("core"), 2), before(tables("core"))))));
    }

    /** {@link #everyKind} with a last step that the server refuses. */
    public static Plan failing() {
        return everyKind()
                .batch("bad", batch -> batch.step("more", "CREATE TABLE core.more (id)")
                        .step("twice", "CREATE TABLE core.extra (id)", "CREATE TABLE core.broken (id, id)"))
                .build();
    }
}
