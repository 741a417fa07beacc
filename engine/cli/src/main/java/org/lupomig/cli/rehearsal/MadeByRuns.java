package org.lupomig.cli.rehearsal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.store.scratch.ScratchContents;
import org.lupomig.store.scratch.ServerThings;

/** Notes which schemas and accounts come by the statements of a plan's runs. */
final class MadeByRuns implements RunListener {
    private final ScratchContents contents;
    private final Plan plan;
    private final RunListener further;
    private final Map<Address, ServerThings> before = new ConcurrentHashMap<>();

    MadeByRuns(ScratchContents contents, Plan plan, RunListener further) {
        this.contents = contents;
        this.plan = plan;
        this.further = further;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StatementStarted started
                && contents.isNoted(sql(started.step(), started.ordinal()))) {
            before.put(started.step(), contents.look());
        } else if (event instanceof RunEvent.StatementDone done) {
            ServerThings then = before.remove(done.step());
            if (then != null) {
                contents.note(then, sql(done.step(), done.ordinal()));
            }
        }
        further.on(event);
    }

    @Override
    public void accepted(Address step, int statement) {
        further.accepted(step, statement);
    }

    private String sql(Address address, int ordinal) {
        for (Step step : plan.steps()) {
            if (step.address().equals(address) && ordinal <= step.statements().size()) {
                return step.statements().get(ordinal - 1).sql();
            }
        }
        return "";
    }
}
