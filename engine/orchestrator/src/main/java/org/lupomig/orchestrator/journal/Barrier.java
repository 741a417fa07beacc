package org.lupomig.orchestrator.journal;

import java.util.List;

/** What keeps writers out while the system is frozen, with what was there before, so that it can be put back. */
public sealed interface Barrier {
    /** Writers are asked to pause; nobody is stopped. */
    Barrier NONE = new Advisory();

    /** The word of its kind, in settings, in the store and in output. */
    String word();

    /** For people: what it does, behind "frozen". */
    String says();

    /** Nothing but the published state. */
    record Advisory() implements Barrier {
        /** The word of this kind. */
        public static final String WORD = "advisory";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String says() {
            return "advisory: nobody is stopped";
        }
    }

    /**
     * The server's own {@code read_only}, which ends with the server: what one has that was started again is somebody
     * else's doing.
     *
     * @param before its value before, as the server says it
     * @param server the start of the server that had it, told apart from any other; empty where that is not known
     */
    record ReadOnly(String before, String server) implements Barrier {
        /** The word of this kind. */
        public static final String WORD = "read_only";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String says() {
            return "the whole server is read-only";
        }
    }

    /** Accounts are locked, and their sessions ended. */
    record Accounts(List<Account> accounts) implements Barrier {
        /** The word of this kind. */
        public static final String WORD = "accounts";

        public Accounts {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String says() {
            return "locked: "
                    + String.join(", ", accounts.stream().map(Account::name).toList());
        }
    }

    /**
     * An account of the server.
     *
     * @param locked whether it was locked before
     */
    record Account(String user, String host, boolean locked) {
        /** For people: {@code shop@%}. */
        public String name() {
            return user + "@" + host;
        }
    }
}
