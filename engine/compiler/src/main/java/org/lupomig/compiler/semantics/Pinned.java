package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.SourceText;

/** The files that pin a step or batch. */
final class Pinned {
    private final List<SourceText> files = new ArrayList<>();

    void add(Scripts.Script script) {
        SourceText file = script.file();
        if (file != null) {
            files.add(file);
        }
    }

    List<SourceText> files() {
        return files;
    }
}
