package org.lupomig.compiler.semantics;

import java.util.HashMap;
import java.util.Map;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.source.Span;

/** Says so where an element stands twice that may stand once. */
final class Once {
    private final Report report;
    private final String owner;
    private final Map<String, Span> seen = new HashMap<>(4);

    Once(Report report, String owner) {
        this.report = report;
        this.owner = owner;
    }

    void see(String keyword, Span at) {
        Span first = seen.putIfAbsent(keyword, at);
        if (first != null) {
            report.say(report.of(CompilerMessage.DUPLICATE_ELEMENT, at, keyword, owner)
                    .withRelated(report.location(first), "the first one is here"));
        }
    }
}
