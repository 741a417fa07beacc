package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.StepPins;
import org.lupomig.orchestrator.journal.JournalEntry;

/** What pins a step, journaled when it begins. */
public final class PinsJson {
    private PinsJson() {}

    /** For the journal. */
    public static Map<String, Object> write(StepPins pins) {
        Map<String, Object> out = Json.object();
        out.put("words", pins.words());
        out.put("statements", pieces(pins.statements()));
        out.put("undo", pieces(pins.undo()));
        out.put("parameters", new LinkedHashMap<String, Object>(pins.parameters()));
        Map<String, Object> data = Json.object();
        data.put("pins", out);
        return data;
    }

    private static List<Object> pieces(List<StepPins.Piece> pieces) {
        List<Object> out = new ArrayList<>();
        for (StepPins.Piece piece : pieces) {
            Map<String, Object> one = Json.object();
            one.put("what", piece.what());
            one.put("place", piece.place());
            one.put("digest", piece.digest());
            out.add(one);
        }
        return out;
    }

    /** What pinned a step when a run last took it up, as its journal says; null where it says nothing. */
    public static @Nullable StepPins of(Address step, List<JournalEntry> journal) {
        StepPins found = null;
        for (JournalEntry entry : journal) {
            boolean begins = entry.step().equals(step) && entry.kind() == JournalEntry.Kind.TRANSITION;
            if (begins && entry.data().get("pins") != null) {
                found = read(new Json(entry.data()).child("pins"));
            }
        }
        return found;
    }

    private static StepPins read(Json pins) {
        TreeMap<String, String> parameters = new TreeMap<>();
        pins.child("parameters").forEachText(parameters::put);
        return new StepPins(
                pins.objects("statements", PinsJson::piece),
                pins.objects("undo", PinsJson::piece),
                pins.text("words"),
                parameters);
    }

    private static StepPins.Piece piece(Json one) {
        return new StepPins.Piece(one.text("what"), one.text("place"), one.text("digest"));
    }
}
