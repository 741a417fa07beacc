package org.lupomig.model.diagnostic;

/** How much a finding weighs, heaviest first. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    /** The lower-case word that users see. */
    public String word() {
        return switch (this) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }
}
