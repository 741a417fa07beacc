package org.lupomig.cli;

import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Severity;

/** The lightest finding that makes a command fail. The names are what users type. */
enum FailOn {
    error,
    warning,
    info,
    never;

    /** Whether a finding is as heavy as that. */
    boolean counts(Diagnostic diagnostic) {
        Severity severity = diagnostic.severity();
        return switch (this) {
            case error -> severity == Severity.ERROR;
            case warning -> severity != Severity.INFO;
            case info -> true;
            case never -> false;
        };
    }
}
