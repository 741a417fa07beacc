package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.Style;
import org.lupomig.doctrine.Catalogue;
import org.lupomig.doctrine.Level;
import org.lupomig.doctrine.Rule;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lupomig rules}: the rules that there are. */
@Command(
        name = "rules",
        sortOptions = false,
        header = "Lists the rules that plans and scripts are held to.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lupomig rules",
            "  lupomig rules --pack mariadb",
            "  lupomig explain update-without-where",
            "",
            "Exit status: 0 listed, 2 there is no such pack."
        })
final class RulesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--pack", paramLabel = "PACK", description = "Only those of one pack: lupopedia, mariadb or plan.")
    private @Nullable String pack;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (one document). Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.text;

    RulesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.builtIn();
        String wanted = pack;
        if (wanted != null && !catalogue.packs().contains(wanted)) {
            String hint = Nearest.hint(wanted, catalogue.packs(), "there are " + String.join(", ", catalogue.packs()));
            return context.voice()
                    .refuse(List.of(Problem.of(CliMessage.UNKNOWN_PACK, "--pack", Shown.of(wanted), hint)));
        }
        List<Rule> rules = new ArrayList<>();
        for (String each : catalogue.packs()) {
            if (wanted == null || wanted.equals(each)) {
                catalogue.rules().stream()
                        .filter(rule -> rule.pack().equals(each))
                        .forEach(rules::add);
            }
        }
        Shell shell = context.shell();
        switch (format) {
            case text -> print(shell, rules);
            case json -> printJson(shell, rules);
        }
        return ExitStatus.DONE;
    }

    private static void print(Shell shell, List<Rule> rules) {
        int widest = 0;
        for (Rule rule : rules) {
            widest = Math.max(widest, rule.name().length());
        }
        String last = "";
        for (Rule rule : rules) {
            if (!rule.pack().equals(last)) {
                shell.out().println((last.isEmpty() ? "" : "\n") + shell.style().strong(rule.pack()));
                last = rule.pack();
            }
            shell.out()
                    .println("  " + rule.code() + "  " + padded(rule.name(), widest) + "  "
                            + level(rule.level(), shell.style()) + "  " + rule.summary());
        }
    }

    private static String level(Level level, Style style) {
        Severity severity = level.severity();
        String word = padded(level.word(), Level.WARNING.word().length());
        return severity == null ? word : style.of(severity, word);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static void printJson(Shell shell, List<Rule> rules) {
        shell.out().print(Json.document(json -> json.put("format", "lupomig.rules.1")
                .objects("rules", rules, (j, rule) -> j.put("code", rule.code())
                        .put("name", rule.name())
                        .put("pack", rule.pack())
                        .put("severity", rule.level().word())
                        .put("summary", rule.summary())
                        .objects("options", rule.options(), (o, option) -> o.put("name", option.name())
                                .put("default", option.value())
                                .put("what", option.what())))));
    }
}
