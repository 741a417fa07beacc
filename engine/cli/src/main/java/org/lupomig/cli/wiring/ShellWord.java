package org.lupomig.cli.wiring;

import java.util.regex.Pattern;

/** Texts as they stand in a command that a person pastes into a shell. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** The text as one word: between quotes where the shell would take something in it for its own. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
