package org.lupomig.cli;

import java.util.HashMap;
import java.util.Map;
import org.lupomig.cli.progress.RunDisplay;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.RunEvent;

/**
 * Shows a freeze of several servers, one after the other. A schema is on one of them, as a rule: that it is not there
 * is said where it is on none.
 */
final class SchemasNowhere implements RunDisplay {
    private final RunDisplay display;
    private final int servers;
    private final Map<String, Integer> lacking = new HashMap<>();

    /** Over what shows the rest, for so many servers. */
    SchemasNowhere(RunDisplay display, int servers) {
        this.display = display;
        this.servers = servers;
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Warned warned && warned.problem().type() == EngineMessage.FROZEN_WITHOUT_SCHEMA) {
            String schema = warned.problem().arguments().get(0);
            if (lacking.merge(schema, 1, Integer::sum) == servers) {
                display.on(new RunEvent.Warned(
                        Problem.of(EngineMessage.FROZEN_WITHOUT_SCHEMA, schema, "any of the servers")));
            }
            return;
        }
        display.on(event);
    }

    @Override
    public void begin(String what, Texts texts) {
        display.begin(what, texts);
    }

    @Override
    public void say(String message) {
        display.say(message);
    }

    @Override
    public void tellProgress() {
        display.tellProgress();
    }

    @Override
    public void end(RunReport report, Texts texts) {
        display.end(report, texts);
    }
}
