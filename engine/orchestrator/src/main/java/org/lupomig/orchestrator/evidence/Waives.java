package org.lupomig.orchestrator.evidence;

import java.util.Map;

/**
 * A statement whose author gives up the way back. Nothing is looked at; killed at any line, it has happened or not, and
 * stays so.
 *
 * @param kind of statement
 * @param reason the author's
 */
public record Waives(String kind, String reason) implements Work.Apart {
    @Override
    public String summary() {
        return kind + ", which has no way back";
    }

    /** What is said when all else is taken back. */
    public String stays() {
        return kind + " is not taken back (undo none because \"" + reason + "\"): whatever it has done stays";
    }

    @Override
    public void writeTo(Map<String, Object> out) {
        out.put("kind", kind);
        out.put("reason", reason);
    }
}
