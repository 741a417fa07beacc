package org.lupomig.cli;

import picocli.CommandLine.Command;

/** {@code lupomig} without a subcommand: says what there is. */
@Command(
        name = "lupomig",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {"Plans, checks and runs MariaDB schema changes that end wholly new or exactly as before.", ""},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  lupomig check plans/                 what is wrong with every plan in a folder",
            "  lupomig plan phase_a.lupomig         what would happen, and how it would be undone",
            "  lupomig run phase_a.lupomig          run it; without an address, on the embedded server",
            "  lupomig rollback phase_a.federate    take a batch back",
            "",
            "Exit status: 0 done or clean, 1 failed and undone or findings, 2 could not run, 3 needs a person.",
        })
final class RootCommand {}
