package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lupomig.orchestrator.FreezeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lupomig freeze}: a person freezes the system. */
@Command(
        name = "freeze",
        sortOptions = false,
        header = "Freezes the system until 'lupomig thaw'.",
        description = {
            "Publishes it, and keeps writers out as database.NAME.freeze says: advisory stops nobody, read_only makes",
            "the whole server read-only, accounts locks the accounts that are named. Plans run as usual meanwhile,",
            "except in an emergency: that waits for nobody, and runs at work stop before their next statement and go back."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig freeze shop --because \"stocktaking\"",
            "  lupomig freeze --emergency --because \"rows go missing, see ticket 12\"",
            "",
            "Exit status: 0 frozen, 1 it does not hold, and is lifted, 2 could not run, 3 needs a person."
        })
final class FreezeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "SCHEMA", arity = "0..*", description = "Whose writers are to pause. Default: all.")
    private List<String> schemas = new ArrayList<>();

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "Shown to whoever asks why.")
    private String because = "";

    @Option(
            names = "--emergency",
            description = "Nothing of ours starts either until it is thawed, but for 'lupomig recover'.")
    private boolean emergency;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Mixin
    private WaitOption wait = new WaitOption();

    FreezeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FreezeRequest request = new FreezeRequest(schemas, because, emergency);
        return new EachStore(context, databases, wait)
                .change("freeze", (engine, patience) -> engine.freeze(request, patience));
    }
}
