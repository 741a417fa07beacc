package org.lupomig.cli.wiring;

import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.RunRecord;

/**
 * What a project remembers of a store on one server.
 *
 * @param host what the server calls itself
 * @param token of the store's first run, which no other store has but a copy of this one
 * @param run the newest run that was seen there
 * @param runToken of that run, which no other has
 * @param address how commands come to the store; null where that is not known, or leads to another one now
 * @param apart whether a person has taken it as it is though another server has more of it
 */
record SeenStore(
        String host,
        String token,
        long run,
        String runToken,
        @Nullable String address,
        boolean apart) {
    private static final String APART = "apart";

    /** As it is written down; null where that cannot be read. Older versions wrote neither address nor what follows. */
    static @Nullable SeenStore read(String key, String value) {
        int space = key.lastIndexOf(' ');
        String[] parts = value.split("\t", -1);
        int behind = parts[0].indexOf(' ');
        if (space < 1 || behind < 1) {
            return null;
        }
        try {
            return new SeenStore(
                    key.substring(0, space),
                    key.substring(space + 1),
                    Long.parseLong(parts[0].substring(0, behind)),
                    parts[0].substring(behind + 1),
                    parts.length < 2 || parts[1].isEmpty() ? null : parts[1],
                    parts.length > 2 && parts[2].equals(APART));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What tells it from others: the same store on another server is another one. */
    String key() {
        return host + " " + token;
    }

    /** All else. */
    String value() {
        return run + " " + runToken + (address == null && !apart ? "" : "\t" + (address == null ? "" : address))
                + (apart ? "\t" + APART : "");
    }

    /** Whether it is the same store, on whatever server. */
    boolean isOf(@Nullable String store) {
        return token.equals(store);
    }

    /** Whether it is another store than this one, by the same way on the same server. */
    boolean isReplacedBy(@Nullable String store, String from, String where) {
        return from.equals(address) && host.equals(where) && !isOf(store);
    }

    /** Whether this is the newest run that was seen. */
    boolean isSeen(RunRecord other) {
        return other.id() == run && other.owner().token().equals(runToken);
    }

    /** The same, with no way to it. */
    SeenStore gone() {
        return new SeenStore(host, token, run, runToken, null, apart);
    }

    // By hand, as hashCode is: what the compiler leaves to be linked at run time is felt when a command starts.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeenStore store && key().equals(store.key()) && value().equals(store.value());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }
}
