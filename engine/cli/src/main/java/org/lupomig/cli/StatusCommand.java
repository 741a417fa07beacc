package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.model.diagnostic.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig status}: where everything stands. */
@Command(
        name = "status",
        sortOptions = false,
        header = "Says where every plan, batch and step stands.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig status",
            "  lupomig status phase_a.lupomig",
            "  lupomig status phase_a --json",
            "",
            "Exit status: 0 shown, 2 a store could not be looked at."
        })
final class StatusCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "PLAN", arity = "0..1", description = "A plan's file or its name. Default: all that ran.")
    private @Nullable String plan;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Shell shell = context.shell();
        Answer<PlanArgument> asked = PlanArgument.of(plan, shell);
        Answer<StoreDesk> opened = asked.then(a -> StoreDesk.openToRead(context, a.project(), databases));
        if (!opened.isOk()) {
            return context.voice().refuse(opened.problems());
        }
        try (StoreDesk desk = opened.value()) {
            context.activity().is("reading the store");
            Answer<PlanArgument> known = desk.known(asked.value());
            if (!known.isOk()) {
                return context.voice().refuse(known.problems());
            }
            List<StoreView> views = new ArrayList<>();
            for (OpenServer server : desk.found()) {
                views.add(StoreView.read(
                        server,
                        asked.value().plan(),
                        desk.escalation(),
                        server.clock(shell.clock()).instant()));
            }
            boolean nothing = views.stream().allMatch(view -> view.plans().isEmpty());
            if (json) {
                shell.out().print(Json.document(out -> out.put("format", "lupomig.status.1")
                        .objects("stores", views, StatusJson::write)
                        .objects("problems", desk.problems(), StatusJson::problem)));
            } else {
                StatusText text = new StatusText(shell.style());
                views.forEach(view -> shell.out().print(text.render(view)));
                if (nothing) {
                    shell.out().println(nothing(asked.value()));
                }
            }
            return desk.isPartial() ? ExitStatus.COULD_NOT_RUN : ExitStatus.DONE;
        }
    }

    /** Not an error: before the first run this is where everything stands. */
    private static String nothing(PlanArgument asked) {
        String name = asked.plan();
        String folder = asked.project().shown(asked.project().folder());
        Problem problem = name == null
                ? Problem.of(CliMessage.NOTHING_RUN_YET, folder.equals(".") ? "this project" : folder)
                : Problem.of(CliMessage.NO_SUCH_PLAN, name, "'lupomig status' lists those that have");
        return problem.message() + "; " + problem.help();
    }
}
