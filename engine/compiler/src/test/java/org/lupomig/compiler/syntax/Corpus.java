package org.lupomig.compiler.syntax;

import java.nio.file.Path;
import org.lupomig.model.source.SourceText;
import org.lupomig.testkit.GoldenFiles;

/** The plans that the parser is held to: {@code good} ones, and those with one mistake, or a few, in {@code wrong}. */
final class Corpus {
    private Corpus() {}

    static GoldenFiles files() {
        return GoldenFiles.in(Path.of("src/test/corpus/syntax"), ".lupomig");
    }

    static SourceText source(GoldenFiles.Input input) {
        String name = input.name().substring(input.name().lastIndexOf('/') + 1);
        return SourceText.of(name + ".lupomig", input.text());
    }
}
