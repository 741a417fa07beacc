package org.lupomig.compiler.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lupomig.compiler.Compilation;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.SourceText;
import org.lupomig.testkit.GoldenFiles;

/** Whatever is typed is compiled: it gives a plan or says what is wrong, and never throws. */
class DamagedPlansTest {
    private static final String NOW = "20260105120000";
    private static final int ROUNDS = 40;

    @Test
    void everyDamagedPlanIsCompiledOrRefused() {
        List<GoldenFiles.Input> plans = Corpus.plans();
        for (int i = 0; i < plans.size(); i++) {
            Random random = new Random(i);
            for (int round = 0; round < ROUNDS; round++) {
                check(plans.get(i).name(), damaged(plans.get(i).text(), random, plans));
            }
        }
    }

    private static void check(String name, String text) {
        Compilation compilation;
        try {
            compilation = Corpus.compile(name, text, NOW);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("throws for:\n" + text, e);
        }
        assertThat(compilation.plan() == null).as(text).isEqualTo(compilation.hasErrors());
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            SourceText source = compilation.source(diagnostic.location().file());
            assertThat(source).isNotNull();
            assertThat(diagnostic.location().span().end()).as(text).isLessThanOrEqualTo(source.length());
        }
    }

    private static String damaged(String text, Random random, List<GoldenFiles.Input> others) {
        StringBuilder damaged = new StringBuilder(text);
        int wounds = 1 + random.nextInt(3);
        for (int i = 0; i < wounds && damaged.length() > 0; i++) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.setLength(at);
                case 2 -> damaged.insert(at, damaged.substring(at, end));
                default -> {
                    String other = others.get(random.nextInt(others.size())).text();
                    int from = random.nextInt(other.length());
                    damaged.insert(at, other, from, Math.min(other.length(), from + 60));
                }
            }
        }
        return damaged.toString();
    }
}
