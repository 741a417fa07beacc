package org.lupomig.compiler;

import org.lupomig.compiler.semantics.PlanReader;
import org.lupomig.compiler.syntax.Syntax;
import org.lupomig.compiler.syntax.SyntaxTree;
import org.lupomig.model.source.SourceText;

/** Makes a plan out of its text. Pure: the same texts and options give the same plan and the same checksums. */
public final class Compiler {
    private Compiler() {}

    /**
     * Compiles a plan. Never throws on account of what is in the texts.
     *
     * @param plan the plan's text
     * @param files where the files are read that it names
     */
    public static Compilation compile(SourceText plan, Sources files, CompileOptions options) {
        return compile(Syntax.parse(plan), files, options);
    }

    /** Compiles a plan that has been parsed. */
    public static Compilation compile(SyntaxTree tree, Sources files, CompileOptions options) {
        return PlanReader.read(tree, files, options);
    }
}
