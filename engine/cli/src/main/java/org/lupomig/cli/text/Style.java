package org.lupomig.cli.text;

import org.lupomig.model.diagnostic.Severity;

/** Colours and weights, or none of them. Plain ANSI: eight colours and bold, which every terminal knows. */
public enum Style {
    /** No escape sequence at all. */
    PLAIN,
    /** For a terminal that shows colours. */
    COLOURED;

    /** A heading or a sentence that matters. */
    public String strong(String text) {
        return wrap("1", text);
    }

    /** What is there for orientation only. */
    public String faint(String text) {
        return wrap("2", text);
    }

    /** Something that ended well. */
    public String good(String text) {
        return wrap("32", text);
    }

    /** Something that ended badly. */
    public String bad(String text) {
        return wrap("1;31", text);
    }

    /** Something that wants a look. */
    public String notable(String text) {
        return wrap("33", text);
    }

    /** The frame around a source line. */
    public String frame(String text) {
        return wrap("34", text);
    }

    /** A text in the colour of a severity. */
    public String of(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> bad(text);
            case WARNING -> wrap("1;33", text);
            case INFO -> wrap("1;36", text);
        };
    }

    private String wrap(String codes, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + codes + "m" + text + "\u001b[0m";
    }
}
