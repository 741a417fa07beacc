package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.plan.StepPins;
import org.lupomig.model.plan.StepPins.Piece;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** What pins a step or batch. */
final class Pinned {
    private final List<SourceText> files = new ArrayList<>();

    private final List<Piece> statements = new ArrayList<>();
    private final List<Piece> undo = new ArrayList<>();
    private final Set<Integer> texts = new HashSet<>();

    /** A script that is sent, and the words of the plan that hold or name it. */
    void addForward(Scripts.Script script, Text text) {
        add(script, text);
        statements.addAll(script.pieces());
    }

    /** A script that takes back, and the words of the plan that hold or name it. */
    void addUndo(Scripts.Script script, Text text) {
        add(script, text);
        undo.addAll(script.pieces());
    }

    private void add(Scripts.Script script, Text text) {
        if (text.form() == Text.Form.RAW) {
            texts.add(text.span().start());
        }
        SourceText file = script.file();
        if (file != null) {
            files.add(file);
        }
        files.addAll(script.included());
    }

    /** In parts. */
    StepPins pins(Span step, Checksums checksums, SortedMap<String, String> parameters) {
        SortedMap<String, String> values = new TreeMap<>();
        parameters.forEach((name, value) -> values.put(name, Checksums.shortDigest(name + "=" + value)));
        return new StepPins(statements, undo, checksums.ofWords(step, texts), values);
    }

    List<SourceText> files() {
        return files;
    }
}
