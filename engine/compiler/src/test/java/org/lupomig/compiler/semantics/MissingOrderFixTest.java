package org.lupomig.compiler.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.testkit.GoldenFiles;

/** What is offered against a missing order gives a plan that has it. */
class MissingOrderFixTest {
    private static final String NOW = "20260105120000";

    @ParameterizedTest
    @ValueSource(strings = {"missing_order", "order_rows", "order_relatives", "order_others"})
    void withEachFixAppliedTheOrderIsThere(String name) {
        String text = text(name);
        List<Diagnostic> missing = missing(name, text);
        assertThat(missing).isNotEmpty();
        int round = 0;
        while (!missing.isEmpty()) {
            assertThat(round++).as("rounds").isLessThan(100);
            text = applied(text, missing.get(0).fixes().get(0).edits());
            missing = missing(name, text);
        }
        assertThat(errors(name, text)).isEqualTo(others(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing_order", "order_rows", "order_relatives", "order_others"})
    void allFixesAtOnceMakeNoCycle(String name) {
        String text = text(name);
        List<Edit> edits = new ArrayList<>();
        missing(name, text).forEach(said -> edits.addAll(said.fixes().get(0).edits()));
        edits.sort(Comparator.comparing(edit -> -edit.span().start()));
        for (int i = 1; i < edits.size(); i++) {
            if (edits.get(i).span().equals(edits.get(i - 1).span())) {
                // two into one header: the second is offered again when the first is in
                edits.remove(i--);
            }
        }
        for (Edit edit : edits) {
            text = applied(text, List.of(edit));
        }
        assertThat(errors(name, text))
                .doesNotContain(CompilerMessage.STEP_CYCLE.code(), CompilerMessage.BATCH_CYCLE.code());
    }

    /** The errors that are not of the order. */
    private static List<String> others(String name) {
        return errors(name, text(name)).stream()
                .filter(code -> !code.equals(CompilerMessage.MISSING_ORDER.code()))
                .toList();
    }

    private static List<String> errors(String name, String text) {
        return compile(name, text).diagnostics().stream()
                .map(said -> said.type().code())
                .sorted()
                .toList();
    }

    private static List<Diagnostic> missing(String name, String text) {
        return compile(name, text).diagnostics().stream()
                .filter(said -> said.type() == CompilerMessage.MISSING_ORDER)
                .toList();
    }

    private static Compilation compile(String name, String text) {
        return Corpus.compile(name, text, NOW);
    }

    private static String text(String name) {
        return Corpus.plans().stream()
                .filter(input -> input.name().equals(name))
                .map(GoldenFiles.Input::text)
                .findFirst()
                .orElseThrow();
    }

    private static String applied(String text, List<Edit> edits) {
        Edit edit = edits.get(0);
        return text.substring(0, edit.span().start())
                + edit.text()
                + text.substring(edit.span().end());
    }
}
