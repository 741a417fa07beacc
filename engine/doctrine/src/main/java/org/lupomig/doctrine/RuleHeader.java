package org.lupomig.doctrine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the comment that a rule's file begins with: its summary, and tags such as {@code @code LM3101}. What a tag says
 * may go on in the lines below it.
 */
public final class RuleHeader {
    private static final List<String> TAGS =
            List.of("rule", "code", "pack", "severity", "message", "help", "by", "option");
    private static final List<String> NEEDED = List.of("rule", "code", "pack", "severity");

    private final Map<String, String> tags = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final StringBuilder summary = new StringBuilder();

    private RuleHeader() {}

    /**
     * The rule that a file describes.
     *
     * @param text the file's text, or its comment alone
     * @throws IllegalArgumentException with what is wrong with the comment
     */
    public static Rule read(String text) {
        return new RuleHeader().parse(comment(text));
    }

    /** The comment of a file. */
    public static String comment(String text) {
        int start = text.indexOf("/**");
        int end = text.indexOf("*/", Math.max(start, 0));
        if (start < 0 || end < 0 || !text.substring(0, start).isBlank()) {
            throw new IllegalArgumentException("a rule's file begins with a comment between /** and */");
        }
        return text.substring(start, end + 2);
    }

    private Rule parse(String comment) {
        String tag = "";
        StringBuilder value = summary;
        for (String line : comment.substring(3, comment.length() - 2).split("\n", -1)) {
            String words = line.strip();
            words = words.startsWith("*") ? words.substring(1).strip() : words;
            if (words.startsWith("@")) {
                put(tag, value.toString());
                int blank = words.indexOf(' ');
                tag = words.substring(1, blank < 0 ? words.length() : blank);
                value = new StringBuilder(
                        blank < 0 ? "" : words.substring(blank).strip());
                if (!TAGS.contains(tag)) {
                    throw new IllegalArgumentException(
                            "there is no tag @" + tag + "; there are @" + String.join(", @", TAGS));
                }
            } else if (!words.isEmpty()) {
                value.append(value.length() == 0 ? "" : " ").append(words);
            }
        }
        put(tag, value.toString());
        return rule();
    }

    private void put(String tag, String value) {
        if (tag.equals("option")) {
            options.add(value);
        } else if (!tag.isEmpty() && tags.put(tag, value) != null) {
            throw new IllegalArgumentException("@" + tag + " stands twice");
        }
    }

    private Rule rule() {
        for (String needed : NEEDED) {
            if (get(needed).isEmpty()) {
                throw new IllegalArgumentException("@" + needed + " is missing");
            }
        }
        Level level = Level.of(get("severity"));
        if (level == null) {
            throw new IllegalArgumentException("@severity is error, warning, info or off");
        }
        String by = get("by");
        if (!by.isEmpty() && !by.equals("compiler")) {
            throw new IllegalArgumentException("@by is compiler, or left out");
        }
        boolean byCompiler = !by.isEmpty();
        if (summary.isEmpty() || (get("message").isEmpty() && !byCompiler)) {
            throw new IllegalArgumentException(summary.isEmpty() ? "the summary is missing" : "@message is missing");
        }
        return new Rule(
                get("rule"),
                get("code"),
                get("pack"),
                level,
                summary.toString(),
                get("message"),
                get("help"),
                options.stream().map(RuleHeader::option).toList(),
                byCompiler);
    }

    private String get(String tag) {
        return tags.getOrDefault(tag, "");
    }

    /** {@code name = value: what it says}. */
    private static Rule.Option option(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(": ", Math.max(equals, 0));
        if (equals < 0 || colon < 0) {
            throw new IllegalArgumentException("@option is written as NAME = VALUE: what it says");
        }
        return new Rule.Option(
                text.substring(0, equals).strip(),
                text.substring(equals + 1, colon).strip(),
                text.substring(colon + 1).strip());
    }
}
