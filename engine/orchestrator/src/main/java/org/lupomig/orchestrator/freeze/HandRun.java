package org.lupomig.orchestrator.freeze;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.RunLog;

/** A person's freeze or thaw as a run of its own, without a plan. */
record HandRun(RunLog log, Instant began) {
    static HandRun begin(EnginePorts ports, Store.Lock lock, RunKind kind) {
        Instant began = ports.clock().instant();
        long id = lock.begin(new NewRun(kind, "", "", "", ports.owner(), UtcStamp.of(began)));
        return new HandRun(new RunLog(ports, lock, id, ports.owner().token()), began);
    }

    RunReport ended(RunStatus status, RunReport.Result result, String detail, List<Problem> problems) {
        long millis = Duration.between(began, log.now()).toMillis();
        log.commit(List.of(new Write.RunEnded(status, detail, millis, log.stamp())));
        return new RunReport(result, log.run(), detail, problems);
    }
}
