package org.lupomig.model.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;

/**
 * Something that went wrong outside a text: a server, a run, a command. The sibling of {@link Diagnostic}, which always
 * has a range.
 *
 * @param type which message
 * @param location the place in a plan or script that it belongs to, null where there is none
 * @param arguments values for the templates of {@code type}
 */
public record Problem(MessageType type, @Nullable Location location, List<String> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** A problem that belongs to no place in a text. */
    public static Problem of(MessageType type, Object... arguments) {
        return at(null, type, arguments);
    }

    /** A problem that belongs to a place in a text. */
    public static Problem at(@Nullable Location location, MessageType type, Object... arguments) {
        List<String> texts = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            texts.add(String.valueOf(argument));
        }
        return new Problem(type, location, texts);
    }

    /** The sentence, with its arguments. */
    public String message() {
        return MessageTemplate.fill(type.template(), arguments);
    }

    /** What to do about it, with the arguments; empty where nothing general can be said. */
    public String help() {
        return MessageTemplate.fill(type.help(), arguments);
    }
}
