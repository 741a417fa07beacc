package org.lupomig.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.PlanFiles;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.rehearsal.Boundaries;
import org.lupomig.cli.rehearsal.Filling;
import org.lupomig.cli.rehearsal.Rehearsal;
import org.lupomig.cli.rehearsal.RehearsalReport;
import org.lupomig.cli.rehearsal.ReportJson;
import org.lupomig.cli.rehearsal.ReportJunit;
import org.lupomig.cli.rehearsal.ReportSarif;
import org.lupomig.cli.rehearsal.ReportText;
import org.lupomig.cli.rehearsal.Scratch;
import org.lupomig.cli.rehearsal.ScratchPlace;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.wiring.Signals;
import org.lupomig.compiler.Sources;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.store.scratch.SchemaCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig rehearse}: whether a plan goes back, tried on a scratch server. */
@Command(
        name = "rehearse",
        sortOptions = false,
        header = "Tries on a scratch server whether a plan goes back, from wherever it is broken off.",
        description = {
            "Runs the plan, rolls it back and runs it again; then breaks it off behind every statement, by a failure",
            "and by killing its process, and compares everything with what was there before. The server is the",
            "rehearsal's own, embedded or in a container, and is removed afterwards; what the plan is to be run on,",
            "and the project, are only read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig rehearse phase_a.lupomig --from target",
            "  lupomig rehearse phase_a.lupomig --after build_core.lupomig --boundaries failures",
            "  lupomig rehearse change.lupomig --server container:mariadb:10.11",
            "  lupomig rehearse change.lupomig --dump schema.sql --format junit > rehearsal.xml",
            "",
            "Exit status: 0 everything went back, 1 something did not, 2 could not run."
        })
final class RehearseCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "PLAN", description = "The plan to rehearse.")
    private String path = "";

    @Option(
            names = "--from",
            paramLabel = "WHAT",
            defaultValue = "empty",
            description = {
                "What is on the scratch server first: empty, or target: what the plan's schemas have on the",
                "database that is configured, without their rows. Default: ${DEFAULT-VALUE}."
            })
    private Origin from = Origin.empty;

    @Option(
            names = "--rows",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description =
                    "With --from target: so many rows of each table, and what they refer to. Default: ${DEFAULT-VALUE}.")
    private long rows;

    @Option(names = "--dump", paramLabel = "FILE", description = "What is there first: a dump, such as of mysqldump.")
    private @Nullable String dump;

    @Option(names = "--after", paramLabel = "PLAN", description = "A plan that is run first, and not looked at.")
    private List<String> earlier = new ArrayList<>();

    @Option(
            names = "--boundaries",
            paramLabel = "WHICH",
            defaultValue = "all",
            description = {
                "What is done behind every statement: failures, kills, all or none. A kill takes some seconds.",
                "Default: ${DEFAULT-VALUE}."
            })
    private Boundaries boundaries = Boundaries.all;

    @Option(
            names = "--server",
            paramLabel = "SERVER",
            description = {
                "Where to rehearse instead of on an embedded server: container[:IMAGE], one in a container; or the",
                "address of an empty one: what the rehearsal made there is removed. The password of that one comes",
                "from LUPOMIG_REHEARSE_PASSWORD."
            })
    private @Nullable String server;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, junit (XML) or sarif (2.1.0). Default: ${DEFAULT-VALUE}.")
    private ReportFormat format = ReportFormat.text;

    @Mixin
    private ParameterOption parameters = new ParameterOption();

    /** What is on the scratch server first. The names are what users type. */
    enum Origin {
        empty,
        target
    }

    RehearseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        String wrong = wrong();
        if (wrong != null) {
            return refuse(Answer.no(CliMessage.USAGE, wrong, "lupomig rehearse"));
        }
        context.activity().is("compiling plans");
        Answer<Map<String, String>> values = parameters.values();
        Answer<Rehearsal.Subject> subject = values.then(this::subject);
        if (!subject.isOk()) {
            return refuse(subject);
        }
        // before anything is started: what is copied may not be had
        Answer<Filling> filling = filling(subject.value());
        return filling.isOk() ? rehearse(subject.value(), filling.value()) : refuse(filling);
    }

    private @Nullable String wrong() {
        if (dump != null && from == Origin.target) {
            return "--dump and --from target both say what is there first";
        }
        if (rows < 0) {
            return "--rows takes a number that is not negative";
        }
        return rows > 0 && from != Origin.target ? "--rows goes with --from target" : null;
    }

    private Answer<Rehearsal.Subject> subject(Map<String, String> values) {
        Shell shell = context.shell();
        Answer<PlansToRun> own = PlansToRun.load(shell, context.voice(), List.of(path), values);
        return own.then(plans -> {
            List<LoadedPlan> before = new ArrayList<>();
            for (String each : earlier) {
                Answer<LoadedPlan> loaded = PlanSearch.file(each, shell.directory())
                        .then((Path file) -> Loading.of(shell, Map.of()).load(file));
                if (!loaded.isOk()) {
                    return Answer.no(loaded.problems());
                }
                before.add(loaded.value());
            }
            PlansToRun.Ready ready = plans.plans().get(0);
            Answer<Config> config = Config.read(ready.file().project(), shell.variables(), Map.of())
                    .then(read -> plans.checkNames(context.voice(), read));
            return config.then(Config::imageLimit)
                    .then(limit -> Answer.of(new Rehearsal.Subject(
                            ready.file(), ready.plan(), ready.database(), before, values, limit)));
        });
    }

    private Answer<Filling> filling(Rehearsal.Subject subject) {
        String script = dump;
        if (script != null) {
            return PlanSearch.file(script, context.shell().directory()).then((Path file) -> {
                Sources.Reading reading = new PlanFiles(subject.file().project()).read(file);
                return reading instanceof Sources.Found found
                        ? Answer.of(Filling.dump(found.source(), subject.file()))
                        : Answer.no(CliMessage.UNREADABLE, script, ((Sources.Unreadable) reading).clause());
            });
        }
        return from == Origin.empty
                ? Answer.of(Filling.empty())
                : target(subject).read(target -> {
                    context.activity().is("reading " + target.shown());
                    SchemaCopy copy = Filling.read(target, subject.plan(), rows);
                    say("from " + target.shown() + ": " + copy.extent()
                            + (rows == 0 ? ", no rows" : ", " + rows + " rows of each and what they refer to"));
                    return Answer.of(Filling.copy(copy, ScratchPlace.of(server).isOwn()));
                });
    }

    private RehearsalTarget target(Rehearsal.Subject subject) {
        return new RehearsalTarget(context, subject.file(), subject.database());
    }

    private int rehearse(Rehearsal.Subject subject, Filling filling) throws InterruptedException {
        context.activity().is("starting a scratch server");
        AtomicReference<@Nullable Scratch> running = new AtomicReference<>();
        Listening listening = new Listening(running);
        Answer<Scratch> opened = Scratch.open(
                context.shell(),
                subject.database(),
                ScratchPlace.of(server),
                context.shell().variables(),
                found -> target(subject).isNot(found));
        if (!opened.isOk()) {
            return refuse(opened);
        }
        Scratch scratch = opened.value();
        try (scratch) {
            running.set(scratch);
            context.activity().is("rehearsing plan " + subject.plan().name());
            say("rehearsal of plan " + subject.plan().name() + " "
                    + subject.plan().version() + " on " + scratch.shown());
            Answer<RehearsalReport> report = new Rehearsal(
                            context.shell(), scratch, filling, subject, boundaries, this::say, listening::stopped)
                    .run();
            return report.isOk() ? ended(report.value(), subject.file()) : refuse(report);
        } catch (Rehearsal.Stopped e) {
            return refuse(Answer.no(CliMessage.REHEARSAL_STOPPED));
        } catch (ConnectionLost e) {
            if (listening.stopped()) {
                return refuse(Answer.no(CliMessage.REHEARSAL_STOPPED));
            }
            throw e;
        } finally {
            if (!scratch.left().isEmpty()) {
                Problem left = Problem.of(CliMessage.SCRATCH_LEFT, scratch.shown(), String.join(", ", scratch.left()));
                context.voice().partly(List.of(left));
            }
        }
    }

    /** The first signal ends the rehearsal, and with it a scratch server of our own; the second ends the process. */
    private final class Listening {
        private volatile boolean stopped;

        Listening(AtomicReference<@Nullable Scratch> running) {
            Signals.hear(count -> {
                stopped = true;
                if (count > 1) {
                    Runtime.getRuntime().halt(ExitStatus.KILLED);
                }
                say("stopping, and removing the scratch server");
                Scratch scratch = running.get();
                if (scratch != null) {
                    scratch.abandon();
                }
            });
        }

        boolean stopped() {
            return stopped;
        }
    }

    private int ended(RehearsalReport report, LoadedPlan file) {
        int status = print(report, file);
        if (report.whole()) {
            return status;
        }
        // one document says all: in JSON it says this, too
        return format == ReportFormat.json ? ExitStatus.COULD_NOT_RUN : refuse(Answer.no(CliMessage.REHEARSED_IN_PART));
    }

    private int print(RehearsalReport report, LoadedPlan file) {
        Shell shell = context.shell();
        for (String note : report.notes()) {
            context.voice().partly(List.of(Problem.of(CliMessage.NOT_COPIED, note)));
        }
        shell.out()
                .print(
                        switch (format) {
                            case text -> ReportText.of(report, shell.style(), file);
                            case json -> ReportJson.of(report, file);
                            case junit -> ReportJunit.of(report, file);
                            case sarif -> ReportSarif.of(report, file, VersionText.number());
                        });
        return report.findings().isEmpty() ? ExitStatus.DONE : ExitStatus.FINDINGS;
    }

    /** On the way, and so not where a document is written. */
    private void say(String line) {
        var stream = format == ReportFormat.text
                ? context.shell().out()
                : context.shell().err();
        stream.println(SafeText.oneLine(line));
        stream.flush();
    }

    private int refuse(Answer<?> answer) {
        return context.voice().refuse(answer.problems());
    }
}
