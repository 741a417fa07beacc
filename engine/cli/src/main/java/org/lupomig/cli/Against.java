package org.lupomig.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.text.DiagnosticText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Words;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.run.ChosenSchemas;
import org.lupomig.orchestrator.run.Collisions;
import org.lupomig.orchestrator.run.Copy;
import org.lupomig.orchestrator.run.Fitness;
import org.lupomig.orchestrator.run.Room;
import org.lupomig.store.StoreState;

/**
 * A plan beside one server as it is. Nothing is written there.
 *
 * @param pending how many steps have not completed there
 * @param completed how many have
 * @param collisions what the pending ones would run into
 * @param room what their way back would copy there
 */
record Against(String database, String server, int pending, int completed, List<Problem> collisions, Room room) {

    /**
     * Looks.
     *
     * @param asked the name of a database of the plan; empty: its first MariaDB one
     */
    static Answer<Against> look(
            CommandContext context, LoadedPlan file, Plan plan, String asked, Map<String, String> flags) {
        return database(plan, asked)
                .then(database -> Config.read(file.project(), context.shell().variables(), flags)
                        .then(config -> StrayAddresses.check(context.voice(), config, file.project(), List.of(plan)))
                        .then(config -> look(context, file, plan, database, config)));
    }

    private static Answer<Against> look(
            CommandContext context, LoadedPlan file, Plan plan, String database, Config config) {
        context.activity().is("reaching for the server");
        try (Servers servers = new Servers(config, StateFolder.of(file.project()), Duration.ZERO).waitingForNobody()) {
            return servers.ofDatabase(database).then(server -> look(plan, database, server));
        }
    }

    private static Answer<Against> look(Plan plan, String database, OpenServer server) {
        Map<Address, StepStatus> known = new HashMap<>();
        if (server.store().state() instanceof StoreState.Ready) {
            server.store().steps(plan.name()).forEach(row -> known.put(row.address(), row.status()));
        }
        List<Step> pending = new ArrayList<>();
        int completed = 0;
        for (Step step : plan.steps()) {
            StepStatus status = known.get(step.address());
            if (!step.database().equals(database)) {
                continue;
            }
            if (status != null && status.satisfies()) {
                completed++;
            } else {
                pending.add(step);
            }
        }
        List<Problem> collisions = new ArrayList<>(ChosenSchemas.lacking(pending, server.target()));
        collisions.addAll(Fitness.unseen(plan, pending, server.target()));
        collisions.addAll(Collisions.of(pending, server.target().facts()));
        Room room = Room.of(pending, server.target());
        return Answer.of(new Against(database, server.shown(), pending.size(), completed, collisions, room));
    }

    private static Answer<String> database(Plan plan, String asked) {
        TreeSet<String> names = new TreeSet<>();
        @Nullable String first = null;
        for (Database database : plan.databases()) {
            if (database.kind() == Database.Kind.MARIADB) {
                names.add(database.name());
                first = first == null ? database.name() : first;
            }
        }
        if (first == null) {
            return Answer.no(CliMessage.NO_MARIADB, plan.name());
        }
        if (asked.isEmpty() || names.contains(asked)) {
            return Answer.of(asked.isEmpty() ? first : asked);
        }
        String hint = Nearest.hint(asked, names, "it declares " + String.join(", ", names));
        return Answer.no(CliMessage.UNKNOWN_DATABASE, plan.name(), asked, hint);
    }

    int exitStatus() {
        Problem objection = room.objection();
        boolean fits = objection == null || objection.type().severity() != Severity.ERROR;
        return collisions.isEmpty() && fits ? ExitStatus.DONE : ExitStatus.FINDINGS;
    }

    /** For people. */
    String text(Style style, LoadedPlan file) {
        StringBuilder out = new StringBuilder();
        DiagnosticText diagnostics = new DiagnosticText(style, file);
        for (Problem collision : collisions) {
            out.append(diagnostics.render(collision)).append('\n');
        }
        for (Copy copy : room.copies()) {
            out.append(copy.step().address()).append(": ").append(copy).append('\n');
        }
        Problem objection = room.objection();
        if (objection != null) {
            out.append(diagnostics.render(objection)).append('\n');
        }
        out.append("against ").append(database).append(" (").append(server).append("): ");
        out.append(Words.count(pending, "step")).append(" to run");
        if (completed > 0) {
            out.append(", ").append(completed).append(" completed");
        }
        out.append("; ");
        out.append(collisions.isEmpty() ? "no collisions" : Words.count(collisions.size(), "collision"));
        return out.append('\n').toString();
    }

    /** The fields for programs. */
    void write(Json json, LoadedPlan file) {
        DiagnosticJson diagnostics = new DiagnosticJson(file);
        json.put("database", database)
                .put("server", server)
                .put("pending", pending)
                .put("completed", completed)
                .objects("collisions", collisions, (Json j, Problem collision) -> diagnostics.write(j, collision))
                .objects("copies", room.copies(), (Json j, Copy copy) -> j.put(
                                "step", copy.step().address().toString())
                        .put("line", copy.statement().location().start().line())
                        .put("table", copy.table().toString())
                        .put("extent", copy.extent().name().toLowerCase(Locale.ROOT))
                        .put("rows", copy.size().rows())
                        .put("bytes", copy.size().bytes())
                        .put("seconds", copy.seconds()))
                .putNumber("freeBytes", room.free());
    }
}
