package org.lupomig.cli;

import java.util.concurrent.Callable;
import org.lupomig.orchestrator.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lupomig thaw}: ends whatever freeze there is. */
@Command(
        name = "thaw",
        sortOptions = false,
        header = "Ends a freeze or an emergency, and puts back what kept writers out.",
        description = "Where nothing is frozen nothing is done. What a dead run froze any other command thaws too.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig thaw",
            "  lupomig thaw --database main=jdbc:mariadb://db.example/",
            "",
            "Exit status: 0 nothing is frozen now, 2 could not run, 3 something could not be put back."
        })
final class ThawCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private DatabaseOption databases = new DatabaseOption();

    @Mixin
    private WaitOption wait = new WaitOption();

    ThawCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new EachStore(context, databases, wait).change("thaw", Engine::thaw);
    }
}
