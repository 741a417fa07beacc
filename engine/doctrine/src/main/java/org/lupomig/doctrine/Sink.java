package org.lupomig.doctrine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.diagnostic.Fix;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Related;
import org.lupomig.model.doctrine.Finding;
import org.lupomig.model.doctrine.Findings;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;

/** Collects what the rules of one session find. */
final class Sink implements Findings {
    private final List<Found> found = new ArrayList<>();
    private @Nullable Rule running;

    /** Whose findings the next ones are. */
    void run(Rule rule) {
        running = rule;
    }

    List<Found> found() {
        return found;
    }

    @Override
    public Finding at(Location place, Object... arguments) {
        Rule rule = running;
        if (rule == null) {
            throw new IllegalStateException("no rule is running");
        }
        Found next = new Found(rule, place, arguments);
        found.add(next);
        return next;
    }

    /** One finding. */
    static final class Found implements Finding {
        private final Rule rule;
        private final Location place;
        private final List<String> arguments = new ArrayList<>();
        private final List<Related> related = new ArrayList<>();
        private final List<Fix> fixes = new ArrayList<>();

        Found(Rule rule, Location place, Object... arguments) {
            this.rule = rule;
            this.place = place;
            for (Object argument : arguments) {
                this.arguments.add(String.valueOf(argument));
            }
        }

        @Override
        public Finding related(Location at, String note) {
            related.add(new Related(at, note));
            return this;
        }

        @Override
        public Finding fix(String title, Edit... edits) {
            fixes.add(new Fix(title, List.of(edits)));
            return this;
        }

        @Override
        public Finding replace(String title, Location words, String text) {
            return fix(title, new Edit(words.file(), words.span(), text));
        }

        @Override
        public Finding insertBehind(String title, Location words, String text) {
            return fix(title, new Edit(words.file(), Span.at(words.span().end()), text));
        }

        @Override
        public Finding insertBefore(String title, Location words, String text) {
            return fix(title, new Edit(words.file(), Span.at(words.span().start()), text));
        }

        Rule rule() {
            return rule;
        }

        Location place() {
            return place;
        }

        Diagnostic as(MessageType type) {
            return new Diagnostic(type, place, arguments, related, fixes);
        }
    }
}
