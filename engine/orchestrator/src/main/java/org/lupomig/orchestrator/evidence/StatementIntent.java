package org.lupomig.orchestrator.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.state.Lifecycle;

/**
 * Journaled before a statement is sent.
 *
 * @param ordinal from 1 within its step, forward statements and the way back each counted by themselves
 * @param sql what is sent
 * @param source where it stands in its file, for people
 * @param defaultSchema what unqualified names in it mean
 * @param context the session it is sent on
 * @param work what it is about to do
 * @param before what its objects looked like
 */
public record StatementIntent(
        int ordinal,
        String sql,
        String source,
        @Nullable String defaultSchema,
        String context,
        Work work,
        Snapshot before) {

    /**
     * What an auditor calls it: a backup where what is there goes aside with it for the way back; null for all else.
     *
     * @param heldSchema where that is kept
     */
    public @Nullable Lifecycle lifecycle(String heldSchema) {
        boolean aside = work instanceof MakesImage
                || (work instanceof Work.Renames renames
                        && renames.pairs().stream()
                                .anyMatch(pair -> heldSchema.equals(pair.to().schema())));
        return aside ? Lifecycle.BACKUP : null;
    }

    /** Whether the server holds no row against foreign keys in a session that is as this text says. */
    public static boolean isUnchecked(String context) {
        return context.contains("foreign_key_checks=0");
    }

    /** For the journal. */
    public Map<String, Object> toJson() {
        Map<String, Object> out = Json.object();
        out.put("ordinal", (long) ordinal);
        out.put("sql", sql);
        out.put("source", source);
        if (defaultSchema != null) {
            out.put("default_schema", defaultSchema);
        }
        out.put("context", context);
        out.put("work", work.toJson());
        out.put("before", before.toJson());
        return out;
    }

    /** From the journal. */
    public static StatementIntent fromJson(Map<String, Object> data) {
        Json json = new Json(data);
        return new StatementIntent(
                json.integer("ordinal"),
                json.text("sql"),
                json.text("source"),
                json.textOrNull("default_schema"),
                json.text("context"),
                WorkJson.read(json.child("work")),
                Snapshot.fromJson(json.child("before")));
    }
}
