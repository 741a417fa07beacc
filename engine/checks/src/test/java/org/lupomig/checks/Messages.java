package org.lupomig.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lupomig.analysis.DoctrineMessage;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.sql.SqlMessage;
import org.lupomig.store.StoreMessage;

/** Every message of every stage, and the page that lists them. */
final class Messages {
    private Messages() {}

    static List<MessageType> all() {
        List<MessageType> all = new ArrayList<>();
        all.addAll(List.of(CompilerMessage.values()));
        all.addAll(List.of(SqlMessage.values()));
        all.addAll(List.of(DoctrineMessage.values()));
        all.addAll(List.of(EngineMessage.values()));
        all.addAll(List.of(StoreMessage.values()));
        all.addAll(List.of(CliMessage.values()));
        all.sort(Comparator.comparing(MessageType::code));
        return all;
    }

    static String page() {
        StringBuilder out = new StringBuilder();
        out.append("# Messages\n\n");
        out.append("Every message that Lupomig gives, by its code. `{0}`, `{1}` … stand for names and values.\n");
        out.append("This page is made from the code; a test holds it fresh.\n\n");
        out.append(
                "LM1xxx the plan's text · LM2xxx SQL · LM3xxx the doctrine · LM5xxx a run · LM6xxx the server · LM9xxx the command line\n");
        out.append("\nLM31xx and above are findings of rules: [the rules](rules/README.md).\n");
        for (MessageType type : all()) {
            out.append("\n## ")
                    .append(type.code())
                    .append(' ')
                    .append(type.title())
                    .append("\n\n");
            out.append('*')
                    .append(type.severity().word())
                    .append("* — ")
                    .append(type.template())
                    .append('\n');
            if (!type.help().isEmpty()) {
                out.append("\n→ ").append(type.help()).append('\n');
            }
        }
        return out.toString();
    }
}
