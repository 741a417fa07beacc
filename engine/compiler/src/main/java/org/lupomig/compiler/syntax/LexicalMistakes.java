package org.lupomig.compiler.syntax;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/** Speaks of characters that are no token as they stand, and says which token was meant, so that parsing goes on. */
final class LexicalMistakes {
    private static final String RAW = "\"\"\"";

    private final Problems problems;
    private @Nullable Span unknown;
    /** Behind a raw block that is not closed: what follows may still be of it, and is not spoken of. */
    private boolean quiet;

    private final Set<String> foreignNames = new HashSet<>();

    LexicalMistakes(Problems problems) {
        this.problems = problems;
    }

    /** Characters that mean nothing, side by side, are one mistake. */
    void unknownCharacter(PlanToken token) {
        Span before = unknown;
        if (before != null && before.end() == token.getStartIndex()) {
            unknown = before.union(token.span());
        } else {
            finish();
            unknown = token.span();
        }
    }

    /** No more unknown characters follow those that were. */
    void finish() {
        Span span = unknown;
        if (span == null) {
            return;
        }
        unknown = null;
        if (quiet) {
            return;
        }
        String characters = problems.source().slice(span);
        boolean semicolon = characters.equals(";");
        problems.report(problems.at(
                        CompilerMessage.UNKNOWN_CHARACTER,
                        span,
                        describe(characters),
                        semicolon ? "Remove it: an element ends where the next one begins." : "Remove it.")
                .withFix("remove it", problems.replace(span, "")));
    }

    private static String describe(String characters) {
        int first = characters.codePointAt(0);
        boolean visible = !Character.isISOControl(first) && Character.getType(first) != Character.FORMAT;
        return visible ? "'" + characters + "'" : "the character U+" + hex(first);
    }

    private static String hex(int codePoint) {
        String hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }

    void wrongComment(PlanToken token) {
        String prefix = token.getText().startsWith("#") ? "#" : "--";
        Span span = new Span(token.getStartIndex(), token.getStartIndex() + prefix.length());
        problems.report(problems.at(CompilerMessage.WRONG_COMMENT, span, "'" + prefix + "'")
                .withFix("write //", problems.replace(span, "//")));
    }

    void unclosedComment(PlanToken token) {
        Span span = new Span(token.getStartIndex(), token.getStartIndex() + 2);
        problems.reportAnyway(problems.at(CompilerMessage.UNCLOSED_COMMENT, span)
                .withFix("insert */ at the end", problems.insert(token.end(), " */")));
    }

    void unclosedString(PlanToken token) {
        token.spokenOf = true;
        problems.report(problems.at(CompilerMessage.UNCLOSED_TEXT, token.span())
                .withFix("insert \"", problems.insert(token.end(), "\"")));
    }

    /** Gives a mistaken token the type that was meant. */
    void correct(PlanToken token, int typeBefore, boolean inExpression) {
        Keyword keyword = token.keyword();
        if (token.is(LupomigLexer.RBRACE) || (token.startsLine && keyword != null && keyword.beginsElement())) {
            quiet = false;
        }
        switch (token.getType()) {
            case LupomigLexer.UNCLOSED_RAW_BLOCK -> unclosedRawBlock(token);
            case LupomigLexer.SINGLE_QUOTED -> wrongQuotes(token, typeBefore);
            case LupomigLexer.BAD_NUMBER -> badNumber(token, typeBefore);
            case LupomigLexer.WRONG_OPERATOR -> wrongOperator(token, inExpression);
            case LupomigLexer.FOREIGN_NAME -> foreignName(token);
            case LupomigLexer.LOOSE_PARAMETER -> looseParameter(token);
            case LupomigLexer.WRONG_RAW_BLOCK -> wrongRawBlock(token);
            default -> {}
        }
    }

    /** Said where it stands first: who renames it there renames it where it is named, too. */
    private void foreignName(PlanToken token) {
        token.setType(LupomigLexer.NAME);
        token.spokenOf = true;
        if (!quiet && foreignNames.add(token.getText())) {
            problems.report(CompilerMessage.BAD_NAME, token.span(), token.getText());
        }
    }

    private void looseParameter(PlanToken token) {
        token.setType(LupomigLexer.NAME);
        token.spokenOf = true;
        if (!quiet) {
            problems.report(
                    CompilerMessage.UNKNOWN_CHARACTER,
                    token.span(),
                    "'" + token.getText() + "'",
                    "A parameter stands in texts: put the whole name between double quotes.");
        }
    }

    private void wrongRawBlock(PlanToken token) {
        token.setType(LupomigLexer.RAW_BLOCK);
        token.spokenOf = true;
        Span opening = new Span(token.getStartIndex(), token.getStartIndex() + 3);
        Span closing = new Span(token.end() - 3, token.end());
        problems.report(problems.at(CompilerMessage.WRONG_QUOTES, opening, "\"\"\" where the block begins and ends")
                .withFix("change to \"\"\"", problems.replace(opening, "\"\"\""), problems.replace(closing, "\"\"\"")));
    }

    private void unclosedRawBlock(PlanToken token) {
        Span quotes = new Span(token.getStartIndex(), token.getStartIndex() + 3);
        token.setType(LupomigLexer.RAW_BLOCK);
        token.spokenOf = true;
        quiet = true;
        Diagnostic diagnostic = problems.at(CompilerMessage.UNCLOSED_RAW_BLOCK, quotes);
        problems.report(diagnostic.withFix(
                "insert \"\"\"", problems.insert(token.end(), problems.newLine(token.indent) + "\"\"\"")));
    }

    private void wrongQuotes(PlanToken token, int typeBefore) {
        String text = token.getText();
        boolean closed = text.length() > 1 && "'\u201C\u201D".indexOf(text.charAt(text.length() - 1)) >= 0;
        String content = text.substring(1, closed ? text.length() - 1 : text.length());
        if (quiet) {
            token.setType(LupomigLexer.STRING);
            return;
        }
        boolean script = typeBefore == LupomigLexer.SQL || typeBefore == LupomigLexer.UNDO;
        String mended = script && SqlLikeness.isSql(content) && !content.contains(RAW)
                ? RAW + content + (content.endsWith("\"") ? " " : "") + RAW
                : '"' + content.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        token.setType(LupomigLexer.STRING);
        token.spokenOf = true;
        problems.report(problems.at(CompilerMessage.WRONG_QUOTES, token.span(), mended)
                .withFix("change to " + mended, problems.replace(token.span(), mended)));
    }

    private void badNumber(PlanToken token, int typeBefore) {
        if (typeBefore == LupomigLexer.EPOCH || typeBefore == LupomigLexer.ARROW) {
            badTimestamp(token);
            return;
        }
        token.spokenOf = true;
        Diagnostic diagnostic =
                switch (typeBefore) {
                    case LupomigLexer.TIMEOUT ->
                        meant(
                                token,
                                LupomigLexer.DURATION,
                                "a duration",
                                "Write 500ms, 30s, 10m, 24h or 7d, for example.");
                    case LupomigLexer.VERSION ->
                        meant(token, LupomigLexer.VERSION_NUMBER, "a version", "Write dotted numbers, such as 1.2.3.");
                    case LupomigLexer.WITHIN ->
                        meant(token, LupomigLexer.PERCENT, "a percentage", "Write it with its sign, such as 5%.");
                    case LupomigLexer.PLAN,
                            LupomigLexer.DATABASE,
                            LupomigLexer.SCHEMA,
                            LupomigLexer.TABLE,
                            LupomigLexer.PARAM,
                            LupomigLexer.BATCH,
                            LupomigLexer.STEP,
                            LupomigLexer.ON,
                            LupomigLexer.REQUIRES,
                            LupomigLexer.OPTIONAL,
                            LupomigLexer.CONFLICTS,
                            LupomigLexer.DOT -> {
                        token.setType(LupomigLexer.NAME);
                        yield problems.at(CompilerMessage.BAD_NAME, token.span(), token.getText());
                    }
                    default ->
                        meant(
                                token,
                                LupomigLexer.INTEGER,
                                "a number",
                                "Write a whole number, or a duration such as 500ms, 30s, 10m, 24h or 7d.");
                };
        String duration = duration(token.getText());
        problems.report(
                duration == null
                        ? diagnostic
                        : diagnostic.withFix("change to " + duration, problems.replace(token.span(), duration)));
    }

    private Diagnostic meant(PlanToken token, int type, String what, String help) {
        token.setType(type);
        return problems.at(CompilerMessage.BAD_NUMBER, token.span(), token.getText(), what, help);
    }

    private void badTimestamp(PlanToken token) {
        token.setType(LupomigLexer.INTEGER);
        token.spokenOf = true;
        Diagnostic diagnostic = problems.at(CompilerMessage.BAD_TIMESTAMP, token.span(), token.getText());
        String digits = token.getText().replaceAll("[^0-9]", "");
        String mended = digits + "0".repeat(Math.max(0, 14 - digits.length()));
        boolean isDate = digits.length() >= 8 && digits.length() <= 14 && digits.length() % 2 == 0;
        problems.report(
                isDate
                        ? diagnostic.withFix("change to " + mended, problems.replace(token.span(), mended))
                        : diagnostic);
    }

    /** {@code 10min} as {@code 10m}; null when it is nothing like a duration. */
    private static @Nullable String duration(String text) {
        int unit = 0;
        while (unit < text.length() && Character.isDigit(text.charAt(unit))) {
            unit++;
        }
        String digits = text.substring(0, unit);
        return switch (text.substring(unit)) {
            case "millis", "milliseconds", "msec" -> digits + "ms";
            case "sec", "secs", "second", "seconds", "S" -> digits + "s";
            case "min", "mins", "minute", "minutes", "M" -> digits + "m";
            case "hr", "hrs", "hour", "hours", "H" -> digits + "h";
            case "day", "days", "D" -> digits + "d";
            default -> null;
        };
    }

    private void wrongOperator(PlanToken token, boolean inExpression) {
        String written = token.getText();
        int type =
                switch (written) {
                    case "<>" -> LupomigLexer.NE;
                    case "&&" -> LupomigLexer.AND;
                    case "||" -> LupomigLexer.OR;
                    case "!" -> LupomigLexer.NOT;
                    case "=>" -> inExpression ? LupomigLexer.GE : LupomigLexer.ARROW;
                    default -> LupomigLexer.EQ;
                };
        String meant = LupomigLexer.VOCABULARY.getLiteralName(type).replace("'", "");
        token.setType(type);
        token.spokenOf = true;
        boolean glued = Character.isLetter(meant.charAt(0));
        problems.report(problems.at(CompilerMessage.WRONG_OPERATOR, token.span(), written, "'" + meant + "'")
                .withFix("change to " + meant, problems.replace(token.span(), glued ? meant + " " : meant)));
    }
}
