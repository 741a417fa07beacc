package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.config.Flags;
import org.lupomig.cli.message.Answer;
import picocli.CommandLine.Option;

/** {@code --database}, the same for every command that connects. */
final class DatabaseOption {
    @Option(
            names = "--database",
            paramLabel = "NAME=URL",
            description = {
                "Where a database of the plan is, such as main=jdbc:mariadb://db.example/?user=anna.",
                "Its password comes from LUPOMIG_DATABASE_NAME_PASSWORD or a password file.",
            })
    private List<String> databases = new ArrayList<>();

    /** Addresses by name. */
    Answer<Map<String, String>> values() {
        return Flags.databases(databases);
    }
}
