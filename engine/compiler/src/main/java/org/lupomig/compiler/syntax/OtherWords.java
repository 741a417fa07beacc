package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.Place;
import org.lupomig.model.source.Span;

/** Speaks of words that other languages have for {@code requires}, and takes them for it. */
final class OtherWords {
    private OtherWords() {}

    /** The tokens with {@code requires} in place of {@code depends on}, {@code after} and the like. */
    static List<PlanToken> settle(List<PlanToken> tokens, Problems problems) {
        List<PlanToken> kept = null;
        for (int i = 0; i < tokens.size(); i++) {
            PlanToken token = tokens.get(i);
            PlanToken behind = token;
            if (i > 1 && i + 2 < tokens.size() && standsForRequires(tokens, i)) {
                behind = tokens.get(i + 1).is(LupomigLexer.ON) ? tokens.get(i + 1) : token;
                say(token, new Span(token.getStartIndex(), behind.end()), tokens.get(i - 2), problems);
            }
            if (kept != null) {
                kept.add(token);
            }
            if (behind != token) {
                kept = kept == null ? new ArrayList<>(tokens.subList(0, i + 1)) : kept;
                i++;
            }
        }
        return kept == null ? tokens : kept;
    }

    private static boolean standsForRequires(List<PlanToken> tokens, int i) {
        PlanToken token = tokens.get(i);
        boolean inHeader = token.is(LupomigLexer.NAME)
                && tokens.get(i - 1).is(LupomigLexer.NAME)
                && (tokens.get(i - 2).is(LupomigLexer.STEP) || tokens.get(i - 2).is(LupomigLexer.BATCH));
        if (!inHeader) {
            return false;
        }
        return switch (token.getText()) {
            case "depends" -> tokens.get(i + 1).is(LupomigLexer.ON);
            case "after", "needs", "depends_on", "depends-on", "dependsOn" ->
                tokens.get(i + 1).is(LupomigLexer.NAME);
            default -> false;
        };
    }

    private static void say(PlanToken token, Span span, PlanToken element, Problems problems) {
        Place place = element.is(LupomigLexer.STEP) ? Place.STEP_HEADER : Place.BATCH_HEADER;
        String written = problems.source().slice(span);
        problems.report(
                problems.at(CompilerMessage.UNKNOWN_WORD, span, written, place.phrase(), "Did you mean 'requires'?")
                        .withFix("change to 'requires'", problems.replace(span, "requires")));
        token.setType(LupomigLexer.REQUIRES);
    }
}
