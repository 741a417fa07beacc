package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.Place;
import org.lupomig.model.diagnostic.NearestName;

/** The keyword that a mistyped word was meant to be. */
final class NearKeyword {
    private NearKeyword() {}

    /** Among the keywords that may stand in {@code place}. */
    static @Nullable Keyword in(Place place, String written) {
        List<Keyword> candidates = new ArrayList<>();
        for (Keyword keyword : Keyword.values()) {
            if (keyword.isToken() && keyword.fits(place)) {
                candidates.add(keyword);
            }
        }
        return among(candidates, written);
    }

    static @Nullable Keyword among(List<Keyword> candidates, String written) {
        List<String> words = new ArrayList<>(candidates.size());
        for (Keyword keyword : candidates) {
            words.add(keyword.word());
        }
        String nearest = NearestName.of(written, words).orElse(null);
        for (Keyword keyword : candidates) {
            if (keyword.word().equals(nearest)) {
                return keyword;
            }
        }
        return null;
    }
}
