package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.byhand.HandAct;
import org.lupomig.orchestrator.byhand.HandScope;
import org.lupomig.orchestrator.byhand.HandUndo;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.sql.Statements;
import org.lupomig.store.target.HandScript;

/** Scripts that take runs back by hand. */
public final class HandScripts {
    private HandScripts() {}

    /** That of a run, by what its store says. */
    public static String of(OpenServer server, RunRecord run) {
        HandScope scope = HandScope.of(server.store(), run.plan(), run.id());
        List<String> about = new ArrayList<>();
        about.add("Takes back by hand what is left of run " + run.id() + " ("
                + run.kind().word() + " of plan "
                + run.plan() + " " + run.version() + ", " + UtcStamp.show(run.started()) + ") on " + server.shown()
                + ".");
        about.add("");
        about.add("It goes by what the journal says, and looks at nothing on the server: read it first, and stop all"
                + " who");
        about.add("write to these tables. What it could not put into statements is said where it belongs.");
        about.add("Send it with a client that keeps comments and stops at the first error:");
        about.add("  " + HandScript.client());
        about.add("Then say so, or the store does not know it: lupomig resolve PLAN.BATCH --as rolled-back --because"
                + " \"…\"");
        about.add("That goes for an undo that had failed, and for a batch that has completed. Of such a batch use"
                + " lupomig");
        about.add("rollback instead of this script, where that works.");
        about.add("");
        scope.others().forEach(about::add);
        if (scope.steps().isEmpty()) {
            about.add("");
            about.add("Nothing of this run is left to be taken back.");
            return HandScript.comments(about);
        }
        List<HandAct> acts = new HandUndo(
                        new SqlDefinitions(),
                        new SqlStatementReader(),
                        server.target().heldSchema())
                .of(scope.steps());
        return HandScript.of(about, acts, server.target().heldSchema(), Statements::withoutSecrets);
    }
}
