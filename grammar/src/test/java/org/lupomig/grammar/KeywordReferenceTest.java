package org.lupomig.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the list of keywords in the reference as the table has it; {@code -Dgolden.update=true} writes it. */
final class KeywordReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/language.md");
    private static final String BEGIN = "<!-- keywords: begin -->\n";
    private static final String END = "<!-- keywords: end -->\n";

    @Test
    void theReferenceListsTheKeywordsOfTheTable() throws IOException {
        String page = Files.readString(REFERENCE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String listed = page.substring(begin, end);
        if (!listed.equals(list()) && Boolean.getBoolean("golden.update") && System.getenv("CI") == null) {
            Files.writeString(REFERENCE, page.substring(0, begin) + list() + page.substring(end));
        }
        assertThat(listed).isEqualTo(list());
    }

    private static String list() {
        List<Keyword> keywords = new ArrayList<>(List.of(Keyword.values()));
        keywords.sort(Comparator.comparing(Keyword::word).thenComparing(Keyword::name));
        StringBuilder list = new StringBuilder("\n| word | where | |\n|---|---|---|\n");
        for (Keyword keyword : keywords) {
            StringBuilder places = new StringBuilder();
            for (Place place : keyword.places()) {
                places.append(places.length() == 0 ? "" : ", ").append(place.phrase());
            }
            list.append("| `").append(keyword.word()).append("` | ").append(places);
            list.append(" | ").append(keyword.doc()).append(" |\n");
        }
        return list.append('\n').toString();
    }
}
