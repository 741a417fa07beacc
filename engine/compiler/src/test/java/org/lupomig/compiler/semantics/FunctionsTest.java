package org.lupomig.compiler.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    @Test
    void thePageOfTheLanguageTellsOfEachFunction() throws IOException {
        String page = Files.readString(Path.of("../../docs/language.md"));
        String section = page.substring(page.indexOf("## Functions"), page.indexOf("## Classes"));

        assertThat(Functions.names()).allSatisfy(name -> assertThat(section).contains("| `" + name + "("));
    }
}
