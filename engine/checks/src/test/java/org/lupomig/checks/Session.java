package org.lupomig.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A console block of a page: commands behind {@code $ }, each with what it prints. In the output {@code …} stands for
 * any text within a line, and a line of it alone for any lines.
 */
record Session(List<Entry> entries) {
    /** One command. */
    record Entry(String command, String expected) {
        boolean matches(String output) {
            if (expected.isEmpty()) {
                return output.isEmpty();
            }
            StringBuilder pattern = new StringBuilder();
            for (String line : expected.split("\n", -1)) {
                if (line.equals("…")) {
                    pattern.append("(?:.*\\n)*?");
                } else {
                    StringBuilder inLine = new StringBuilder();
                    for (String part : line.split("…", -1)) {
                        inLine.append(inLine.length() == 0 ? "" : ".*").append(Pattern.quote(part));
                    }
                    pattern.append(inLine).append("\\n");
                }
            }
            return Pattern.compile(pattern.toString()).matcher(output + "\n").matches();
        }
    }

    /** All console blocks of a page, as one session. */
    static Session of(String page) {
        List<Entry> entries = new ArrayList<>();
        String command = null;
        List<String> output = new ArrayList<>();
        boolean inside = false;
        for (String line : page.split("\n", -1)) {
            boolean starts = line.equals("```console");
            boolean ends = inside && line.equals("```");
            if (inside && (ends || line.startsWith("$ ")) && command != null) {
                entries.add(new Entry(command, String.join("\n", output)));
                command = null;
                output.clear();
            }
            if (inside && line.startsWith("$ ")) {
                command = line.substring(2);
            } else if (inside && !ends) {
                output.add(line);
            }
            inside = starts || (inside && !ends);
            if (starts) {
                entries.add(new Entry("cd \"$TOP\"", ""));
            }
        }
        return new Session(entries);
    }
}
