package org.lupomig.store;

/**
 * The names of the schemas that are ours on a server.
 *
 * @param orchestration what the engine remembers
 * @param ephemeral locks, queue, cache
 * @param held objects that were set aside instead of being dropped
 */
public record StoreSchemas(String orchestration, String ephemeral, String held) {
    /** The names where nothing else is configured. */
    public static final StoreSchemas DEFAULT =
            new StoreSchemas("lupomig_orchestration", "lupomig_ephemeral", "lupomig_held");

    /** Each is 1 to 64 of {@code A-Z a-z 0-9 _ -}, so that it can be a parameter of the store's plan. */
    public StoreSchemas {
        require(orchestration);
        require(ephemeral);
        require(held);
        if (held.equals(orchestration) || held.equals(ephemeral)) {
            throw new IllegalArgumentException("what is held needs a schema of its own, not " + held);
        }
    }

    /** Whether a text can be the name of one of these schemas. */
    public static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** The name of the lock that stands for this store, known to the whole server. */
    public String lockName() {
        return "lupomig/" + orchestration;
    }

    private static void require(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name for a schema of the store: '" + name + "'");
        }
    }
}
