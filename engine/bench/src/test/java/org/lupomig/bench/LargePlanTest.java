package org.lupomig.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.compiler.Compilation;

class LargePlanTest {
    @Test
    void theLargePlanCompiles() {
        CompilePlan benchmark = new CompilePlan();
        benchmark.steps = 1200;
        benchmark.write();
        Compilation compilation = benchmark.compile();
        assertThat(compilation.plan()).isNotNull();
        assertThat(compilation.plan().steps()).hasSize(1200);
    }
}
