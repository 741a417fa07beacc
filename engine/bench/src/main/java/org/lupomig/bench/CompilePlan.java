package org.lupomig.bench;

import java.util.concurrent.TimeUnit;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.Sources;
import org.lupomig.model.source.SourceText;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the text of a plan to the plan. The goal is 10,000 steps in under a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class CompilePlan {
    /** How many steps the plan has. */
    @Param({"100", "10000"})
    public int steps;

    private SourceText text = SourceText.of("", "");

    /** Writes the plan, and makes sure that it is measured where it is right. */
    @Setup
    public void write() {
        text = SourceText.of("large.lupomig", LargePlan.text(steps));
        Compilation compilation = compile();
        if (compilation.plan() == null) {
            throw new IllegalStateException(compilation.diagnostics().get(0).toString());
        }
    }

    /** The whole way: parsing, SQL, order, checksums. */
    @Benchmark
    public Compilation compile() {
        return Compiler.compile(
                text,
                (from, path) -> new Sources.Unreadable(Sources.Reason.MISSING),
                CompileOptions.at("20260101000000"));
    }
}
