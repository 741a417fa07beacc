package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.sim.CrashPlans.Case;
import org.lupomig.orchestrator.sim.World;

/**
 * What must be so after a kill: everything is as before the batch, or past its commit point as after it.
 *
 * @param dumps what the world looks like, by the batches that are completed
 * @param held what is set aside for a person to purge, by the same
 * @param forGood how often was done by then what has no way back
 * @param last what it looks like when everything of the plan that can be done is done
 */
record Aftermath(
        Map<List<String>, String> dumps,
        Map<List<String>, List<String>> held,
        Map<List<String>, Integer> forGood,
        String last) {

    static Aftermath of(Case example) {
        Map<List<String>, String> dumps = new HashMap<>();
        Map<List<String>, List<String>> held = new HashMap<>();
        Map<List<String>, Integer> forGood = new HashMap<>();
        World world = example.untouched();
        dumps.put(completed(world), world.server().dump());
        held.put(completed(world), List.of());
        forGood.put(completed(world), 0);
        for (int batches = 1; batches <= example.plan().batches().size(); batches++) {
            world.run(first(example.plan(), batches));
            dumps.put(completed(world), world.server().dump());
            held.put(completed(world), held(world));
            forGood.put(completed(world), world.server().doneForGood());
        }
        return new Aftermath(dumps, held, forGood, world.server().dump());
    }

    /** Recovers, and demands what must be so then. */
    void recover(World world, String where) {
        int known = world.sent().size();
        RunReport report = world.recover();
        assertThat(world.sent().subList(known, world.sent().size()))
                .as(where)
                .noneMatch(sql -> sql.startsWith("FLUSH"));
        int most = forGood.values().stream().mapToInt(count -> count).max().orElse(0);
        assertThat(world.server().doneForGood())
                .as(where)
                .isBetween(completed(world).isEmpty() ? 0 : forGood.getOrDefault(completed(world), 0), most)
                .isBetween(forGood(world, JournalEntry.Kind.DONE), forGood(world, JournalEntry.Kind.INTENT));
        assertThat(report.result()).as(where + report.problems()).isIn(Result.DONE, Result.NOTHING_TO_DO);
        assertThat(world.unrest()).as(where).isEmpty();
        assertThat(held(world)).as(where).isEqualTo(held.get(completed(world)));
        assertThat(world.server().dump()).as(where).isEqualTo(dumps.get(completed(world)));
        assertThat(passedCommitPoint(world)).as(where).isEqualTo(completed(world));
    }

    /** Runs the plan, and demands that it ends as if nothing had happened. */
    void runOn(World world, Case example, String where) {
        RunReport report = world.run(example.plan());
        assertThat(report.result())
                .as(where)
                .isIn(example.fails() ? List.of(Result.UNDONE) : List.of(Result.DONE, Result.NOTHING_TO_DO));
        assertThat(world.server().dump()).as(where).isEqualTo(last);
        assertThat(world.unrest()).as(where).isEmpty();
        assertThat(held(world)).as(where).isEqualTo(held.get(completed(world)));
    }

    /**
     * How many statements that have no way back are journaled as about to be sent, or as answered: an answered one took
     * effect, one in flight may have.
     */
    private static int forGood(World world, JournalEntry.Kind kind) {
        int count = 0;
        for (long run = 1; run <= world.store().runs(Integer.MAX_VALUE).size(); run++) {
            Set<String> waived = new HashSet<>();
            for (JournalEntry entry : world.store().journal(run)) {
                String statement = entry.step() + " " + entry.data().get("ordinal");
                if (entry.kind() == JournalEntry.Kind.INTENT
                        && StatementIntent.fromJson(entry.data()).work() instanceof Waives) {
                    waived.add(statement);
                }
                count += entry.kind() == kind && waived.contains(statement) ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * The letters and names of what is set aside, without the run and the place that it comes from, and without what a
     * person has been told is kept for them.
     */
    private static List<String> held(World world) {
        return world.heldUntold().stream()
                .map(name -> name.charAt(0) + " " + name.split("_", 5)[4])
                .sorted()
                .toList();
    }

    /** Batches whose newest moves passed a commit point, and were not taken back since. */
    private static List<String> passedCommitPoint(World world) {
        Map<String, Boolean> passed = new TreeMap<>();
        for (long run = 1; run <= world.store().runs(Integer.MAX_VALUE).size(); run++) {
            for (JournalEntry entry : world.store().journal(run)) {
                String batch = entry.step().batch();
                if (entry.kind() == JournalEntry.Kind.TRANSITION && entry.current() == State.COMPLETING) {
                    passed.put(batch, true);
                } else if (entry.kind() == JournalEntry.Kind.TRANSITION && entry.current() == State.ROLLING_BACK) {
                    passed.put(batch, false);
                }
            }
        }
        return passed.keySet().stream()
                .filter(batch -> passed.getOrDefault(batch, false))
                .toList();
    }

    static List<String> completed(World world) {
        List<String> names = new ArrayList<>();
        for (String plan : world.store().plans()) {
            for (BatchRecord batch : world.store().batches(plan)) {
                if (batch.status() == StepStatus.COMPLETED) {
                    names.add(batch.batch());
                }
            }
        }
        return names.stream().sorted().toList();
    }

    private static Plan first(Plan plan, int batches) {
        return new Plan(
                plan.file(),
                plan.name(),
                plan.version(),
                plan.doc(),
                plan.epoch(),
                plan.databases(),
                plan.schemas(),
                plan.tables(),
                plan.packs(),
                plan.parameters(),
                plan.imports(),
                plan.batches().subList(0, batches),
                plan.unsupported(),
                plan.checksum());
    }
}
