package org.lupomig.doctrine.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lupomig.doctrine.Rule;

/** Makes the page of a rule, and the index of all, out of their folders. */
public final class RulePage {
    /** The parts that an author writes, in this order. */
    public static final List<String> PARTS =
            List.of("What", "Why", "How to fix it", "When to allow it", "Known limits");

    private RulePage() {}

    /** The page in Markdown: what the author writes, with the first bad case and the first good one as examples. */
    public static String of(RuleFolder folder) {
        Rule rule = folder.rule();
        StringBuilder out = new StringBuilder();
        out.append("# ").append(rule.name()).append("\n\n");
        out.append(rule.code())
                .append(" · pack `")
                .append(rule.pack())
                .append("` · ")
                .append(rule.level().word())
                .append(" — ")
                .append(rule.summary())
                .append("\n\n");
        String page = folder.page().strip();
        int fix = page.indexOf("## " + PARTS.get(2));
        if (fix < 0) {
            throw new IllegalArgumentException(folder.path() + ": the page lacks \"## " + PARTS.get(2) + "\"");
        }
        out.append(page, 0, fix);
        example(out, "Bad", folder.cases("bad"), true);
        example(out, "Good", folder.cases("good"), false);
        out.append(page, fix, page.length()).append('\n');
        if (!rule.options().isEmpty()) {
            out.append("\n## Options\n\n| option | default | what it says |\n|---|---|---|\n");
            for (Rule.Option option : rule.options()) {
                out.append("| `")
                        .append(option.name())
                        .append("` | `")
                        .append(option.value())
                        .append("` | ")
                        .append(option.what())
                        .append(" |\n");
            }
        }
        return out.toString();
    }

    private static void example(StringBuilder out, String title, List<Path> cases, boolean bad) {
        if (cases.isEmpty()) {
            return;
        }
        Path first = cases.get(0);
        String name = String.valueOf(first.getFileName());
        out.append("## ").append(title).append("\n\n");
        block(out, name.endsWith(".sql") ? "sql" : "lupomig", RuleFolder.text(first));
        Path said = first.resolveSibling(name + ".diag");
        if (bad && Files.exists(said)) {
            block(out, "text", RuleFolder.text(said));
        }
    }

    private static void block(StringBuilder out, String language, String text) {
        out.append("```").append(language).append('\n').append(text.strip()).append("\n```\n\n");
    }

    /** The index of all rules in Markdown. */
    public static String index(List<RuleFolder> folders) {
        StringBuilder out = new StringBuilder("# Rules\n\n");
        out.append(
                "Every rule of the doctrine, by its code. This page and those it leads to are made from the folders\n");
        out.append("in `engine/doctrine/rules`; a test holds them fresh. ");
        out.append("[Writing a rule](../writing-a-rule.md) says how to add one.\n\n");
        out.append("| code | rule | pack | severity | what it asks for |\n|---|---|---|---|---|\n");
        for (RuleFolder folder : folders) {
            Rule rule = folder.rule();
            out.append("| ")
                    .append(rule.code())
                    .append(" | [")
                    .append(rule.name())
                    .append("](")
                    .append(rule.name())
                    .append(".md) | ")
                    .append(rule.pack())
                    .append(" | ")
                    .append(rule.level().word())
                    .append(" | ")
                    .append(rule.summary())
                    .append(" |\n");
        }
        return out.toString();
    }
}
