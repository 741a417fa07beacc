package org.lupomig.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.source.SourceText;
import org.lupomig.testkit.DiagnosticText;
import org.lupomig.testkit.GoldenFiles;

final class SyntaxGoldenTest {

    @Test
    void theCorpusHasItsTreesAndDiagnostics() {
        Corpus.files().check(input -> {
            SourceText source = Corpus.source(input);
            SyntaxTree tree = Syntax.parse(source);
            Map<String, String> outputs = new TreeMap<>();
            outputs.put(".tree", TreeText.of(tree));
            if (!tree.diagnostics().isEmpty()) {
                outputs.put(".diag", DiagnosticText.of(source, tree.diagnostics()));
            }
            return outputs;
        });
    }

    @Test
    void goodPlansHaveNoDiagnosticsAndWrongOnesDo() {
        for (GoldenFiles.Input input : Corpus.files().inputs()) {
            assertThat(Syntax.parse(Corpus.source(input)).hasErrors())
                    .as(input.name())
                    .isEqualTo(input.name().startsWith("wrong/"));
        }
    }

    @Test
    void everySyntaxMessageIsInTheCorpus() {
        Set<String> said = new HashSet<>();
        for (GoldenFiles.Input input : Corpus.files().inputs()) {
            Syntax.parse(Corpus.source(input))
                    .diagnostics()
                    .forEach(d -> said.add(d.type().code()));
        }
        for (CompilerMessage message : CompilerMessage.values()) {
            boolean syntax = message.code().compareTo("LM1100") < 0;
            // These two take a text that nobody wants to review; SyntaxLimitsTest has it.
            boolean needsSize =
                    message == CompilerMessage.FILE_TOO_LARGE || message == CompilerMessage.TOO_MANY_MISTAKES;
            if (syntax && !needsSize) {
                assertThat(said).as("a plan that %s is said of", message).contains(message.code());
            }
        }
    }
}
