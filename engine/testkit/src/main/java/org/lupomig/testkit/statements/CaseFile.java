package org.lupomig.testkit.statements;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads a file of the corpus. What is wrong with one is a mistake of ours, and thrown. */
final class CaseFile {
    private static final List<String> KEYS = List.of("what", "server", "refused", "traits");

    private final String group;
    private final String construct;
    private final String text;
    private int pos;

    private CaseFile(String group, String construct, String text) {
        this.group = group;
        this.construct = construct;
        this.text = text;
    }

    /** The cases of a file in order. */
    static List<StatementCase> read(String group, String construct, String text) {
        try {
            return new CaseFile(group, construct, text).read();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(group + "/" + construct + ".sql: " + e.getMessage(), e);
        }
    }

    /** What lines before a text say of it; where they say nothing, what was said of the file. */
    private record Words(String what, ServerVersions versions, int refused, Set<Trait> traits) {}

    /** A part of the file: the lines between two headings. */
    private record Part(String heading, int from, int to) {}

    private record Script(Words words, Part part, List<String> sends) {}

    private List<StatementCase> read() {
        Words file = words(new Words("", ServerVersions.ALL, 0, Set.of()));
        if (file.what().isEmpty()) {
            throw new IllegalArgumentException("does not say what it shows");
        }
        List<CaseSql> given = List.of();
        List<CaseSql> cleaning = List.of();
        List<Script> scripts = new ArrayList<>();
        while (pos < text.length()) {
            String heading = line();
            pos = nextLine(pos);
            Words words = heading.equals("-- statement") ? words(file) : file;
            Part part = part(heading);
            switch (heading) {
                case "-- given" -> given = ClientScript.statements(text, part.from(), part.to());
                case "-- clean" -> cleaning = ClientScript.statements(text, part.from(), part.to());
                case "-- statement" -> scripts.add(new Script(words, part, new ArrayList<>()));
                case "-- sends" -> scripts.get(scripts.size() - 1).sends().add(text.substring(part.from(), part.to()));
                default -> throw new IllegalArgumentException("not a heading: " + heading);
            }
        }
        List<StatementCase> cases = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            cases.add(made(scripts.get(i), scripts.size() == 1 ? 0 : i + 1, given, cleaning));
        }
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("has no statement");
        }
        return cases;
    }

    private StatementCase made(Script script, int number, List<CaseSql> given, List<CaseSql> cleaning) {
        Part part = script.part();
        List<CaseSql> sent = script.sends().isEmpty()
                ? ClientScript.statements(text, part.from(), part.to())
                : ClientScript.located(script.sends(), text, part.from(), part.to());
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("an empty statement");
        }
        Words words = script.words();
        return new StatementCase(
                group,
                construct,
                number,
                words.what(),
                words.versions(),
                words.traits(),
                given,
                text.substring(part.from(), part.to()),
                part.from(),
                sent,
                cleaning,
                words.refused());
    }

    /** Reads the lines {@code -- key: value} here. */
    private Words words(Words before) {
        Words words = before;
        while (pos < text.length()) {
            String line = line();
            int colon = line.indexOf(": ");
            String key = line.startsWith("-- ") && colon > 0 ? line.substring(3, colon) : "";
            if (!KEYS.contains(key)) {
                break;
            }
            String value = line.substring(colon + 2).strip();
            words = switch (key) {
                case "what" -> new Words(value, words.versions(), words.refused(), words.traits());
                case "server" -> new Words(words.what(), ServerVersions.parse(value), words.refused(), words.traits());
                case "refused" -> new Words(words.what(), words.versions(), Integer.parseInt(value), words.traits());
                default -> new Words(words.what(), words.versions(), words.refused(), traits(value));
            };
            pos = nextLine(pos);
        }
        return words;
    }

    private static Set<Trait> traits(String value) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (String name : value.split(" ", -1)) {
            traits.add(Trait.named(name));
        }
        return traits;
    }

    /** Reads up to the next heading, blanks around it left out. */
    private Part part(String heading) {
        int from = pos;
        while (pos < text.length() && !isHeading()) {
            pos = nextLine(pos);
        }
        int to = pos;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return new Part(heading, from, to);
    }

    private boolean isHeading() {
        String line = line();
        return line.equals("-- given")
                || line.equals("-- statement")
                || line.equals("-- sends")
                || line.equals("-- clean");
    }

    private String line() {
        int end = text.indexOf('\n', pos);
        return text.substring(pos, end < 0 ? text.length() : end);
    }

    private int nextLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }
}
