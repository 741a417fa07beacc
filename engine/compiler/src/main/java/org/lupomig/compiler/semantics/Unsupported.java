package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.source.Span;

/** Collects what the plan says and this version does not run. */
final class Unsupported {
    private final List<Plan.Unsupported> found = new ArrayList<>();
    private final Report report;
    private final Scope scope;

    Unsupported(Scope scope, Report report) {
        this.scope = scope;
        this.report = report;
    }

    /** Notes a use of a server other than the plan's first; a database of another product is noted where declared. */
    void noteDatabase(String database, Span at) {
        if (scope.isMariaDb(database) && !database.equals(scope.firstMariaDb())) {
            note("database " + database, at);
        }
    }

    /** Notes the author's own words. */
    void note(Span words) {
        note(report.plan().slice(words), words);
    }

    void note(String what, Span at) {
        found.add(new Plan.Unsupported(what, report.location(at)));
    }

    /** In file order. */
    List<Plan.Unsupported> found() {
        return found.stream()
                .distinct()
                .sorted((a, b) -> a.location().compareTo(b.location()))
                .toList();
    }
}
