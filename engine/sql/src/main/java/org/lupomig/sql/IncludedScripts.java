package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ClientCommand;

/**
 * Reads a script and those that it includes, as one: delimiter, quotes and default schema go on from one to the next.
 */
final class IncludedScripts {
    /** How deep one may include another. */
    private static final int DEEPEST = 10;

    private static final String TOO_LONG = "with it the script has more than " + SqlScript.LONGEST + " characters";

    private final Includes includes;
    private final StatementMaker maker;
    private final List<Diagnostic> diagnostics;
    private final List<String> open = new ArrayList<>();
    private long length;
    /** From here on nothing is opened any more. */
    private boolean full;

    IncludedScripts(Includes includes, StatementMaker maker, List<Diagnostic> diagnostics) {
        this.includes = includes;
        this.maker = maker;
        this.diagnostics = diagnostics;
    }

    /** Reads a text to its end. */
    void read(MappedText text, SourceText source, Splitter splitter) {
        open.add(source.name());
        length += text.length();
        maker.in(text, source);
        splitter.dialect(maker.dialect());
        while (splitter.next()) {
            ClientCommand command = maker.take(splitter, includes != Includes.NONE);
            if (command != null) {
                Span named = command.argumentSpan() == null ? command.opening() : command.argumentSpan();
                Span at = named.shift(splitter.tokens().start(0));
                include(command.argument(), Location.of(source, text.originalSpan(at)), splitter);
                maker.in(text, source);
            }
            splitter.dialect(maker.dialect());
        }
        open.remove(open.size() - 1);
    }

    private void include(@Nullable String path, Location at, Splitter splitter) {
        if (path == null) {
            deny(at, "", "it names no file");
        } else if (full) {
            deny(at, path, TOO_LONG);
        } else if (open.size() > DEEPEST) {
            deny(at, path, "scripts include each other more than " + DEEPEST + " deep");
        } else {
            Includes.Answer answer = includes.open(open.get(open.size() - 1), path, new Bounds());
            if (answer instanceof Includes.Opened opened) {
                include(opened, path, at, splitter);
            } else if (answer instanceof Includes.Denied denied) {
                full |= denied.why().equals(TOO_LONG);
                deny(at, path, denied.why());
            }
        }
    }

    private void include(Includes.Opened opened, String path, Location at, Splitter splitter) {
        String circle = circle(opened.source().name());
        if (circle != null) {
            deny(at, path, circle);
        } else if (length + opened.text().length() > SqlScript.LONGEST) {
            full = true;
            deny(at, path, TOO_LONG);
        } else {
            Splitter inner = new Splitter(opened.text().text(), splitter);
            read(opened.text(), opened.source(), inner);
            splitter.goOn(inner);
        }
    }

    private @Nullable String circle(String name) {
        int before = open.indexOf(name);
        if (before < 0) {
            return null;
        }
        List<String> circle = new ArrayList<>(open.subList(before, open.size()));
        circle.add(name);
        return "it includes itself: " + String.join(" -> ", circle);
    }

    /** What the scripts that are open, and what has been read, leave to another. */
    private final class Bounds implements Includes.Gate {
        @Override
        public @Nullable String objection(String name) {
            return circle(name);
        }

        @Override
        public int most() {
            return (int) Math.max(0, SqlScript.LONGEST - length);
        }

        @Override
        public String tooLong() {
            return TOO_LONG;
        }
    }

    private void deny(Location at, String path, String why) {
        diagnostics.add(Diagnostic.of(SqlMessage.NOT_INCLUDED, at, path, why));
    }
}
