package org.lupomig.model.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lupomig.model.source.Location;

/**
 * Something said about a user's text: an error is a value, never an exception.
 *
 * <p>Ordered by file, offset, code and text, so that the order never depends on who found what first.
 *
 * @param type which message
 * @param location the exact range it speaks of
 * @param arguments values for the templates of {@code type}
 * @param related other places that belong to it
 * @param fixes mechanical ways to mend it, the best first
 */
public record Diagnostic(
        MessageType type, Location location, List<String> arguments, List<Related> related, List<Fix> fixes)
        implements Comparable<Diagnostic> {

    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(Diagnostic::location)
            .thenComparing(d -> d.type().code())
            .thenComparing(Diagnostic::message);

    public Diagnostic {
        arguments = List.copyOf(arguments);
        related = List.copyOf(related);
        fixes = List.copyOf(fixes);
    }

    /** A diagnostic without related places or fixes. */
    public static Diagnostic of(MessageType type, Location location, Object... arguments) {
        List<String> texts = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            texts.add(String.valueOf(argument));
        }
        return new Diagnostic(type, location, texts, List.of(), List.of());
    }

    /** The same with one more related place. */
    public Diagnostic withRelated(Location place, String note) {
        List<Related> more = new ArrayList<>(related);
        more.add(new Related(place, note));
        return new Diagnostic(type, location, arguments, more, fixes);
    }

    /** The same with one more fix. */
    public Diagnostic withFix(String title, Edit... edits) {
        List<Fix> more = new ArrayList<>(fixes);
        more.add(new Fix(title, List.of(edits)));
        return new Diagnostic(type, location, arguments, related, more);
    }

    /** How much it weighs. */
    public Severity severity() {
        return type.severity();
    }

    /** The sentence, with its arguments. */
    public String message() {
        return MessageTemplate.fill(type.template(), arguments);
    }

    /** What to do about it, with the arguments; empty where nothing general can be said. */
    public String help() {
        return MessageTemplate.fill(type.help(), arguments);
    }

    @Override
    public int compareTo(Diagnostic other) {
        return ORDER.compare(this, other);
    }
}
