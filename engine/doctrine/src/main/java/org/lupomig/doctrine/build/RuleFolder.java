package org.lupomig.doctrine.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lupomig.doctrine.Rule;
import org.lupomig.doctrine.RuleHeader;

/**
 * The one place of a rule: {@code rule.drl}, {@code page.md}, and its cases {@code bad-*}, {@code good-*},
 * {@code edge-*}, each a script or a plan.
 *
 * @param path the folder, called {@code CODE-NAME}
 * @param drl the text of its {@code rule.drl}
 * @param rule what that text says of the rule
 */
public record RuleFolder(Path path, String drl, Rule rule) {
    private static final Pattern PATTERN = Pattern.compile("\\b([A-Z][A-Za-z]+)\\s*\\(");

    /** The file with the rule. */
    public static final String RULE = "rule.drl";

    /** The file with what people are to know. */
    public static final String PAGE = "page.md";

    /** All folders of rules in a folder, sorted. */
    public static List<RuleFolder> all(Path rules) {
        try (Stream<Path> folders = Files.list(rules)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(RuleFolder::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One folder.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static RuleFolder read(Path folder) {
        String drl = text(folder.resolve(RULE));
        try {
            Rule rule = RuleHeader.read(drl);
            String called = rule.code() + "-" + rule.name();
            if (!called.equals(String.valueOf(folder.getFileName()))) {
                throw new IllegalArgumentException("the folder of this rule is called " + called);
            }
            return new RuleFolder(folder, drl, rule);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(folder + "/" + RULE + ": " + e.getMessage(), e);
        }
    }

    /** Whether anything is asked of facts: what only the compiler finds is a comment alone. */
    public boolean hasRules() {
        return drl.lines().anyMatch(line -> line.startsWith("rule "));
    }

    /** The simple names of what may be kinds of facts that are asked for: each word that a bracket stands behind. */
    public Set<String> facts() {
        Set<String> facts = new TreeSet<>();
        Matcher pattern = PATTERN.matcher(drl.substring(RuleHeader.comment(drl).length()));
        while (pattern.find()) {
            facts.add(pattern.group(1));
        }
        return facts;
    }

    /** Its cases of a kind, sorted. */
    public List<Path> cases(String kind) {
        List<Path> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            files.filter(file -> isCase(String.valueOf(file.getFileName()), kind))
                    .sorted()
                    .forEach(cases::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static boolean isCase(String name, String kind) {
        return name.startsWith(kind + "-") && (name.endsWith(".sql") || name.endsWith(".lupomig"));
    }

    /** The page's text. */
    public String page() {
        return text(path.resolve(PAGE));
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
