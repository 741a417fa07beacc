package org.lupomig.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lupomig.doctrine.Ruling;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;

/** What comments above statements allow: {@code -- lupomig:allow RULE because REASON}. */
final class CommentRulings {
    private static final String MARK = "lupomig:allow";
    private static final Pattern ALLOW =
            Pattern.compile("lupomig:allow(?:\\s+([A-Za-z0-9_-]+))?(?:\\s+(because)\\b[ \\t]*([^\\r\\n]*))?");

    private final SourceText text;
    private final boolean inPlan;
    private final RuleNames names;
    private final List<Ruling> rulings;

    /**
     * A reader of one text.
     *
     * @param inPlan whether it belongs to a plan
     * @param rulings where what is allowed is put
     * @param said where what is wrong with comments is put
     */
    CommentRulings(SourceText text, boolean inPlan, List<Ruling> rulings, List<Diagnostic> said) {
        this.text = text;
        this.inPlan = inPlan;
        this.names = new RuleNames(text, said);
        this.rulings = rulings;
    }

    /**
     * Reads what stands between the statements of the text.
     *
     * @param statements those of this text, in any order
     */
    void read(List<Statement> statements) {
        if (!text.text().contains(MARK)) {
            return;
        }
        List<Location> places =
                statements.stream().map(Statement::location).distinct().sorted().toList();
        int done = 0;
        for (Location place : places) {
            if (place.span().start() >= done) {
                gap(done, place.span().start(), List.of(place));
            }
            done = Math.max(done, place.span().end());
        }
        // above no statement: a region in which nothing can be found
        gap(done, text.length(), List.of());
    }

    private void gap(int from, int to, List<Location> below) {
        int mark = text.text().indexOf(MARK, from);
        while (mark >= 0 && mark < to) {
            int line = text.line(text.lineOf(mark)).end();
            Matcher allow = ALLOW.matcher(text.text()).region(mark, Math.min(line, to));
            if (allow.lookingAt() && isComment(mark)) {
                allow(allow, below);
            }
            mark = text.text().indexOf(MARK, mark + 1);
        }
    }

    /** Between statements there are comments only, but in a plan its own words stand there too. */
    private boolean isComment(int mark) {
        String before = text.text()
                .substring(text.line(text.lineOf(mark)).start(), mark)
                .strip();
        return before.endsWith("--") || before.endsWith("#") || before.endsWith("/*") || before.equals("*");
    }

    private void allow(Matcher allow, List<Location> below) {
        Span whole = new Span(allow.start(), allow.end());
        if (allow.group(1) == null) {
            names.say(DoctrineMessage.UNREADABLE_ALLOW, whole, "it names no rule");
            return;
        }
        Span rule = new Span(allow.start(1), allow.end(1));
        String reason =
                allow.group(3) == null ? "" : allow.group(3).replace("*/", "").strip();
        if (reason.isEmpty()) {
            names.say(DoctrineMessage.UNREADABLE_ALLOW, whole, "it gives no reason");
        } else if (names.isRule(allow.group(1), rule, inPlan)) {
            List<Location> regions = new ArrayList<>(below);
            if (regions.isEmpty()) {
                regions.add(names.at(Span.at(rule.start())));
            }
            rulings.add(new Ruling(Ruling.Effect.ALLOW, allow.group(1), names.at(rule), regions));
        }
    }
}
