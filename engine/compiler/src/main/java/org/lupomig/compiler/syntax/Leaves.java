package org.lupomig.compiler.syntax;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser.CountContext;
import org.lupomig.grammar.LupomigParser.NameContext;
import org.lupomig.grammar.LupomigParser.ReferenceContext;
import org.lupomig.grammar.LupomigParser.TextContext;
import org.lupomig.grammar.LupomigParser.TimestampContext;
import org.lupomig.grammar.LupomigParser.VersionContext;
import org.lupomig.grammar.LupomigParser.WordContext;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.NearestName;
import org.lupomig.model.source.Span;

/** Makes names, words, numbers and texts of what the parser read; of what it did not find, their empty kind. */
final class Leaves {
    private final Problems problems;

    Leaves(Problems problems) {
        this.problems = problems;
    }

    /** What a context covers. */
    static Span span(ParserRuleContext ctx) {
        int start = ctx.getStart().getStartIndex();
        return new Span(start, Math.max(start, end(ctx)));
    }

    /** Where a context ends; of one without tokens, where it would have begun. */
    static int end(ParserRuleContext ctx) {
        Token stop = ctx.getStop();
        return stop == null ? ctx.getStart().getStartIndex() : PlanToken.end(stop);
    }

    Name name(Token token) {
        return new Name(PlanToken.span(token), token.getText());
    }

    /** A name that stands without quotes; one with quotes is spoken of. */
    Name name(@Nullable NameContext ctx, int end, String owner) {
        if (ctx == null || ctx.token == null) {
            return new Name(Span.at(ctx == null ? end : end(ctx)), "");
        }
        Token token = ctx.token;
        if (token.getType() != LupomigLexer.STRING || PlanToken.isMissing(token)) {
            return name(token);
        }
        String value = TextReader.read(token, problems).value();
        Span span = PlanToken.span(token);
        if (PlanToken.isSpokenOf(token)) {
            return new Name(span, value);
        }
        if (isPlain(value)) {
            problems.report(problems.at(CompilerMessage.QUOTED_NAME, span, owner, "Write " + value + ".")
                    .withFix("remove the quotes", problems.replace(span, value)));
        } else {
            String help = "A name has letters, digits, '_' and, inside, '-'.";
            problems.report(CompilerMessage.QUOTED_NAME, span, owner, help);
        }
        return new Name(span, value);
    }

    private static boolean isPlain(String value) {
        boolean plain = !value.isEmpty() && !Character.isDigit(value.charAt(0)) && value.charAt(0) != '-';
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || (c == '-' && i + 1 < value.length());
        }
        return plain && !value.contains("--");
    }

    Word word(@Nullable WordContext ctx, int end) {
        if (ctx == null || ctx.token == null) {
            return new Word(Span.at(ctx == null ? end : end(ctx)), "");
        }
        return new Word(PlanToken.span(ctx.token), ctx.token.getText());
    }

    /** A word out of a few; another one is spoken of, and is a missing word then. */
    Word choice(Word word, String what, List<String> choices) {
        if (word.isMissing() || choices.contains(word.text())) {
            return word;
        }
        StringBuilder help = new StringBuilder();
        for (int i = 0; i < choices.size(); i++) {
            help.append(i == 0 ? "" : i == choices.size() - 1 ? " or " : ", ").append(choices.get(i));
        }
        Diagnostic diagnostic = problems.at(CompilerMessage.UNKNOWN_CHOICE, word.span(), word.text(), what, help);
        String near = NearestName.of(word.text(), choices).orElse(null);
        problems.report(
                near == null
                        ? diagnostic
                        : diagnostic.withFix("change to '" + near + "'", problems.replace(word.span(), near)));
        return new Word(word.span(), "");
    }

    Reference reference(@Nullable ReferenceContext ctx, int end) {
        if (ctx != null && ctx.first != null) {
            return dotted(ctx.first, ctx.rest);
        }
        if (ctx != null && ctx.quoted != null) {
            return new Reference.Quoted(PlanToken.span(ctx.quoted), TextReader.read(ctx.quoted, problems));
        }
        return new Reference.Missing(Span.at(ctx == null ? end : end(ctx)));
    }

    List<Reference> references(List<ReferenceContext> contexts, int end) {
        List<Reference> references = new ArrayList<>(contexts.size());
        for (ReferenceContext ctx : contexts) {
            references.add(reference(ctx, end));
        }
        return references;
    }

    Reference.Dotted dotted(Token first, List<Token> rest) {
        List<Name> parts = new ArrayList<>(rest.size() + 1);
        parts.add(name(first));
        for (Token part : rest) {
            parts.add(name(part));
        }
        Span span = parts.get(0).span().union(parts.get(parts.size() - 1).span());
        return new Reference.Dotted(span, parts);
    }

    Text text(@Nullable TextContext ctx, int end) {
        if (ctx == null || ctx.token == null) {
            return TextReader.missing(ctx == null ? end : end(ctx));
        }
        return TextReader.read(ctx.token, problems);
    }

    Text text(@Nullable Token token, int end) {
        return token == null ? TextReader.missing(end) : TextReader.read(token, problems);
    }

    Count count(@Nullable CountContext ctx, int end) {
        if (ctx == null || ctx.token == null) {
            return new Count(Span.at(ctx == null ? end : end(ctx)), OptionalLong.empty());
        }
        Span span = PlanToken.span(ctx.token);
        boolean mistaken = PlanToken.isSpokenOf(ctx.token);
        if (span.isEmpty() || mistaken) {
            return new Count(span, OptionalLong.empty());
        }
        Long value = number(ctx.token.getText(), span);
        return new Count(span, value == null ? OptionalLong.empty() : OptionalLong.of(value));
    }

    Timestamp timestamp(@Nullable TimestampContext ctx, int end) {
        if (ctx == null || ctx.token == null) {
            return new Timestamp(Span.at(ctx == null ? end : end(ctx)), "");
        }
        Span span = PlanToken.span(ctx.token);
        String digits = ctx.token.getText();
        boolean mistaken = PlanToken.isSpokenOf(ctx.token);
        if (digits.length() != 14 && !span.isEmpty() && !mistaken) {
            Diagnostic bad = problems.at(CompilerMessage.BAD_TIMESTAMP, span, digits);
            boolean isDate = digits.length() >= 8 && digits.length() < 14 && digits.length() % 2 == 0;
            String mended = digits + "0".repeat(Math.max(0, 14 - digits.length()));
            problems.report(isDate ? bad.withFix("change to " + mended, problems.replace(span, mended)) : bad);
        }
        return new Timestamp(span, digits.length() == 14 ? digits : "");
    }

    VersionNumber version(@Nullable VersionContext ctx, int end) {
        if (ctx == null || ctx.token == null) {
            return new VersionNumber(Span.at(ctx == null ? end : end(ctx)), "");
        }
        boolean mistaken = PlanToken.isSpokenOf(ctx.token);
        return new VersionNumber(PlanToken.span(ctx.token), mistaken ? "" : ctx.token.getText());
    }

    /** A whole number; null, and spoken of, when it is too large. */
    @Nullable
    Long number(String digits, Span span) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException tooLarge) {
            problems.report(CompilerMessage.NUMBER_TOO_LARGE, span, "this number", Long.MAX_VALUE);
            return null;
        }
    }

    /** A duration; null, and spoken of, when it is too long for anybody to wait. */
    @Nullable
    Duration duration(String text, Span span) {
        int unit = text.endsWith("ms") ? text.length() - 2 : text.length() - 1;
        if (unit > 9) {
            problems.report(
                    CompilerMessage.NUMBER_TOO_LARGE, span, "this duration", "999999999" + text.substring(unit));
            return null;
        }
        long count = Long.parseLong(text.substring(0, unit));
        return switch (text.substring(unit)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
