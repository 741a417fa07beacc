package org.lupomig.compiler.semantics;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.sql.SqlMessage;
import org.lupomig.sql.SqlScript;

/** Finds the parameter whose value makes a statement unreadable: the author sees its name there, not what it became. */
final class ParameterBlame {
    private static final int LONGEST_SHOWN = 40;

    private final SqlScript script;
    private final Map<String, SourceText> sources;
    private final Values values;

    /**
     * A finder.
     *
     * @param sources the texts that the script is made of, by name
     */
    ParameterBlame(SqlScript script, Map<String, SourceText> sources, Values values) {
        this.script = script;
        this.sources = sources;
        this.values = values;
    }

    /** A place where a parameter is put in. */
    private record Use(String name, String value, Span span) {}

    /** The message, or one that blames a parameter in its place. */
    Diagnostic of(Diagnostic said) {
        SourceText source = mayBlame(said.type()) ? sources.get(said.location().file()) : null;
        if (source == null) {
            return said;
        }
        Statement statement = statementAt(said.location());
        Use use = statement == null
                ? null
                : culprit(source, statement, said.location().span());
        if (use == null) {
            return said;
        }
        String reason =
                said.arguments().isEmpty() ? said.message() : said.arguments().get(0);
        return Diagnostic.of(
                CompilerMessage.VALUE_BREAKS_STATEMENT,
                Location.of(source, use.span()),
                use.name(),
                shown(use.value()),
                clause(reason));
    }

    private static boolean mayBlame(MessageType type) {
        return type == SqlMessage.STATEMENT_UNREADABLE
                || type == SqlMessage.UNTERMINATED_STRING
                || type == SqlMessage.UNTERMINATED_NAME
                || type == SqlMessage.UNTERMINATED_COMMENT;
    }

    private @Nullable Statement statementAt(Location at) {
        for (Statement statement : script.statements()) {
            Location place = statement.location();
            boolean here = place.file().equals(at.file())
                    && place.span().start() <= at.span().start()
                    && at.span().start() <= place.span().end();
            if (here) {
                return statement;
            }
        }
        return null;
    }

    /** The one that stands where the statement breaks; else the last before that whose value could be no name. */
    private @Nullable Use culprit(SourceText source, Statement statement, Span broken) {
        String text = source.text();
        Use last = null;
        int end = Math.max(broken.end(), broken.start() + 1);
        int at = text.indexOf("${", statement.location().span().start());
        while (at >= 0 && at < end) {
            int close = text.indexOf('}', at);
            boolean literal = at > 0 && text.charAt(at - 1) == '$';
            String name = close < 0 ? "" : text.substring(at + 2, close);
            String value = literal ? null : values.valueOf(name);
            if (value != null) {
                Use use = new Use(name, value, new Span(at, close + 1));
                if (use.span().end() > broken.start()) {
                    return use;
                }
                last = isOfName(value) ? last : use;
            }
            at = text.indexOf("${", at + 2);
        }
        return last;
    }

    private static boolean isOfName(String value) {
        boolean digitsAlone = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c > 0x7f;
            if (!digit && !letter) {
                return false;
            }
            digitsAlone &= digit;
        }
        return !digitsAlone;
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        return "'" + (value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "…" : value) + "'";
    }

    /** {@code This string is not closed.} as a clause. */
    private static String clause(String reason) {
        String start = Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
        return reason.endsWith(".") ? start.substring(0, start.length() - 1) : reason;
    }
}
