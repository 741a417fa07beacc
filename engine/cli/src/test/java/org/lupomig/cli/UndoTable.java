package org.lupomig.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lupomig.cli.UndoneCase.Outcome;
import org.lupomig.cli.UndoneCase.Verdict;
import org.lupomig.testkit.statements.ServerVersions;
import org.lupomig.testkit.statements.StatementCase;

/** The page that says of each kind of statement how it is undone, and how often that was seen to be exact. */
final class UndoTable {
    private static final Path PAGE = Path.of("../../docs/undo.md");
    private static final String MARK = "<!-- what follows is written by UndoMatrixIT -->\n";
    private static final String REASONS = "\n## What is refused, and why\n";

    private static final Pattern ALL =
            Pattern.compile("\\| \\*\\*all\\*\\* \\| \\| \\*\\*(\\d+)\\*\\* \\| \\*\\*(\\d+)\\*\\* \\|");

    private final Map<String, Map<String, Integer>> exact = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<String, Set<String>> reasons = new TreeMap<>();

    /** Takes in a case; those that not every server takes are left out, so that the page is the same on each. */
    void add(StatementCase of, Outcome outcome) {
        if (!of.versions().equals(ServerVersions.ALL)) {
            return;
        }
        String kind = of.group();
        exact.computeIfAbsent(kind, key -> new TreeMap<>());
        if (outcome.verdict() == Verdict.EXACT) {
            Set<String> strategies = new TreeSet<>(outcome.strategies());
            if (strategies.size() > 1) {
                strategies.remove("nothing");
            }
            exact.get(kind).merge(String.join(" and ", strategies), 1, Integer::sum);
        } else {
            refused.merge(kind, 1, Integer::sum);
            reasons.computeIfAbsent(reason(outcome.why()), key -> new TreeSet<>())
                    .add(of.group() + "/" + of.construct());
        }
    }

    /** The page as it is, with the part that is written here. */
    String page() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(0, page.indexOf(MARK) + MARK.length()) + tables();
    }

    /** The page as it is. */
    static String written() throws IOException {
        return Files.readString(PAGE);
    }

    /** A page up to the reasons of what is refused. */
    static String counts(String page) {
        int reasons = page.indexOf(REASONS);
        return reasons < 0 ? page : page.substring(0, reasons);
    }

    /** How many cases a page tells of, those that are refused among them. */
    static long cases(String page) {
        Matcher all = ALL.matcher(page);
        if (!all.find()) {
            throw new IllegalStateException("the page has no sum");
        }
        return Long.parseLong(all.group(1)) + Long.parseLong(all.group(2));
    }

    /** What came of these cases, which are some of all, and is not in a page. */
    List<String> missingIn(String page) {
        List<String> missing = new ArrayList<>();
        exact.forEach((kind, strategies) -> {
            Matcher row = Pattern.compile("(?m)^\\| " + Pattern.quote(kind) + " \\| (.*) \\| \\d+ \\| (\\d+) \\|$")
                    .matcher(page);
            if (!row.find()) {
                missing.add(kind);
                return;
            }
            strategies.forEach((strategy, count) -> {
                Matcher told = Pattern.compile("(?:^|, )" + Pattern.quote(strategy) + " (\\d+)(?:,|$)")
                        .matcher(row.group(1));
                if (!told.find() || Integer.parseInt(told.group(1)) < count) {
                    missing.add(kind + ": " + strategy + " " + count + " times");
                }
            });
            if (refused.getOrDefault(kind, 0) > Integer.parseInt(row.group(2))) {
                missing.add(kind + ": refused " + refused.get(kind) + " times");
            }
        });
        return missing;
    }

    static void write(String page) throws IOException {
        Files.writeString(PAGE, page);
    }

    private String tables() {
        StringBuilder out = new StringBuilder("\n| statements | undone exactly, by strategy | cases | refused |\n");
        out.append("|---|---|---|---|\n");
        int[] sum = new int[2];
        exact.forEach((kind, strategies) -> {
            int cases = strategies.values().stream().mapToInt(count -> count).sum();
            StringBuilder cell = new StringBuilder();
            strategies.forEach((strategy, count) -> cell.append(cell.isEmpty() ? "" : ", ")
                    .append(strategy)
                    .append(' ')
                    .append(count));
            int refusals = refused.getOrDefault(kind, 0);
            sum[0] += cases;
            sum[1] += refusals;
            out.append("| ")
                    .append(kind)
                    .append(" | ")
                    .append(cell.isEmpty() ? "–" : cell)
                    .append(" | ");
            out.append(cases).append(" | ").append(refusals).append(" |\n");
        });
        out.append("| **all** | | **")
                .append(sum[0])
                .append("** | **")
                .append(sum[1])
                .append("** |\n");
        out.append(REASONS).append('\n');
        reasons.forEach((reason, cases) -> out.append("- ")
                .append(reason)
                .append("  \n  ")
                .append(String.join(", ", cases))
                .append('\n'));
        return out.toString();
    }

    /** Without the message's code, and what is of this case alone. */
    private static String reason(String why) {
        String text = why.lines().findFirst().orElse("");
        int code = text.indexOf("] ");
        return (code >= 0 ? text.substring(code + 2) : text).replace("|", "\\|");
    }
}
