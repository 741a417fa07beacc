package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Reads the text of a plan. */
public final class Syntax {
    private Syntax() {}

    /**
     * The syntax tree of a text. Never throws on account of the text: what is wrong with it is among the diagnostics,
     * and the tree holds what could be made of the rest.
     *
     * @param source a text of any content
     */
    public static SyntaxTree parse(SourceText source) {
        return new SyntaxTree(source, new PlanFile(new Span(0, source.length()), List.of()), List.of(), List.of());
    }
}
