package org.lupomig.analysis.facts;

import org.lupomig.compiler.syntax.Reference;

/** Names as their authors write them. */
public final class WrittenName {
    private WrittenName() {}

    /** The name, without quotes; empty where the author left it out. */
    public static String of(Reference reference) {
        if (reference instanceof Reference.Dotted dotted) {
            return dotted.text();
        }
        return reference instanceof Reference.Quoted quoted ? quoted.text().value() : "";
    }
}
