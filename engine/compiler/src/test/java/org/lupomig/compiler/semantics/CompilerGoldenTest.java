package org.lupomig.compiler.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.diagnostic.Fix;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.testkit.DiagnosticText;
import org.lupomig.testkit.GoldenFiles;

class CompilerGoldenTest {
    private static final String NOW = "20260105120000";

    @Test
    void plansMeanWhatTheirGoldenFilesSay() {
        Corpus.files().check(CompilerGoldenTest::outputs);
    }

    @Test
    void everyMessageAboutMeaningOccurs() {
        Set<String> expected = new TreeSet<>();
        for (CompilerMessage message : CompilerMessage.values()) {
            if (message.code().compareTo("LM1100") > 0) {
                expected.add(message.code());
            }
        }
        Set<String> said = new TreeSet<>();
        Corpus.plans().forEach(input -> Corpus.compile(input, NOW)
                .diagnostics()
                .forEach(diagnostic -> said.add(diagnostic.type().code())));
        assertThat(said).containsAll(expected);
    }

    @Test
    void compilingTwiceGivesTheSame() {
        for (GoldenFiles.Input input : Corpus.plans()) {
            assertThat(outputs(input)).isEqualTo(outputs(input));
        }
    }

    @Test
    void aPlanIsThereExactlyWhereNothingIsAnError() {
        for (GoldenFiles.Input input : Corpus.plans()) {
            Compilation compilation = Corpus.compile(input, NOW);
            assertThat(compilation.plan() == null).as(input.name()).isEqualTo(compilation.hasErrors());
        }
    }

    @Test
    void everyPlaceLiesInATextThatWasRead() {
        for (GoldenFiles.Input input : Corpus.plans()) {
            Compilation compilation = Corpus.compile(input, NOW);
            for (Diagnostic diagnostic : compilation.diagnostics()) {
                lies(
                        compilation,
                        diagnostic.location().file(),
                        diagnostic.location().span());
                diagnostic
                        .related()
                        .forEach(related -> lies(
                                compilation,
                                related.location().file(),
                                related.location().span()));
                for (Fix fix : diagnostic.fixes()) {
                    for (Edit edit : fix.edits()) {
                        lies(compilation, edit.file(), edit.span());
                    }
                }
            }
        }
    }

    private static void lies(Compilation compilation, String file, Span span) {
        SourceText source = compilation.source(file);
        assertThat(source).as(file).isNotNull();
        assertThat(span.end()).isLessThanOrEqualTo(source.length());
    }

    private static Map<String, String> outputs(GoldenFiles.Input input) {
        Map<String, String> outputs = new LinkedHashMap<>();
        if (!Corpus.isPlan(input)) {
            return outputs;
        }
        Compilation compilation = Corpus.compile(input, NOW);
        if (compilation.plan() != null) {
            outputs.put(".plan", PlanText.of(compilation.plan()));
        }
        if (!compilation.diagnostics().isEmpty()) {
            outputs.put(
                    ".diag",
                    DiagnosticText.of(
                            file -> {
                                SourceText source = compilation.source(file);
                                assertThat(source).as(file).isNotNull();
                                return source;
                            },
                            compilation.diagnostics()));
        }
        return outputs;
    }
}
