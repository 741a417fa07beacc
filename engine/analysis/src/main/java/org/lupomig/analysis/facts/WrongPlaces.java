package org.lupomig.analysis.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;

/** Where the compiler has found errors. */
final class WrongPlaces {
    private static final String OF_SQL = "LM2";

    private final Map<String, TreeSet<Span>> byFile = new HashMap<>();

    /** The places of errors in SQL: an error in the plan around it leaves a statement as readable as it is. */
    WrongPlaces(List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.severity() == Severity.ERROR
                    && diagnostic.type().code().startsWith(OF_SQL)) {
                byFile.computeIfAbsent(diagnostic.location().file(), file -> new TreeSet<>())
                        .add(diagnostic.location().span());
            }
        }
    }

    /** Whether something inside a place is wrong, or begins in it. */
    boolean isIn(Location place) {
        TreeSet<Span> wrong = byFile.get(place.file());
        if (wrong == null) {
            return false;
        }
        Span next = wrong.ceiling(Span.at(place.span().start()));
        return next != null
                && next.start() < Math.max(place.span().end(), place.span().start() + 1);
    }
}
