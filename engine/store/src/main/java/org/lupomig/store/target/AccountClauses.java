package org.lupomig.store.target;

/**
 * What {@code SHOW CREATE USER} says behind the name of an account, clause by clause. It leaves out whatever is not
 * set.
 */
record AccountClauses(String identified, String required, String limited, String locked, String expires) {
    private static final String LIMITS = " WITH MAX_QUERIES_PER_HOUR 0 MAX_UPDATES_PER_HOUR 0"
            + " MAX_CONNECTIONS_PER_HOUR 0 MAX_USER_CONNECTIONS 0 MAX_STATEMENT_TIME 0";

    /** Of the first statement that it gives. */
    static AccountClauses of(String line) {
        int name = skip(line, line.indexOf('`'));
        int[] at = {line.startsWith("@", name) ? skip(line, name + 1) : name};
        return new AccountClauses(
                next(line, at, " IDENTIFIED ", " REQUIRE ", " WITH ", " ACCOUNT ", " PASSWORD EXPIRE"),
                next(line, at, " REQUIRE ", " WITH ", " ACCOUNT ", " PASSWORD EXPIRE"),
                next(line, at, " WITH ", " ACCOUNT ", " PASSWORD EXPIRE"),
                next(line, at, " ACCOUNT ", " PASSWORD EXPIRE"),
                line.substring(at[0]));
    }

    /**
     * What an ALTER has to say to make {@code now} of it: what is not said is left as it is.
     *
     * @param password whether the password is to be set in any case
     */
    String changing(AccountClauses now, boolean password) {
        StringBuilder out = new StringBuilder();
        if (password || !identified.equals(now.identified)) {
            out.append(identified.isEmpty() ? " IDENTIFIED VIA mysql_native_password USING ''" : identified);
        }
        if (!required.equals(now.required)) {
            out.append(required.isEmpty() ? " REQUIRE NONE" : required);
        }
        if (!limited.equals(now.limited)) {
            out.append(LIMITS).append(limited.isEmpty() ? "" : limited.substring(" WITH".length()));
        }
        if (!locked.equals(now.locked)) {
            out.append(locked.isEmpty() ? " ACCOUNT UNLOCK" : locked);
        }
        if (!expires.equals(now.expires)) {
            out.append(expires.isEmpty() ? " PASSWORD EXPIRE DEFAULT" : expires);
        }
        return out.toString();
    }

    /** From here up to one of the next clauses, if this one begins here. */
    private static String next(String said, int[] at, String clause, String... following) {
        if (!said.startsWith(clause, at[0])) {
            return "";
        }
        int from = at[0];
        int pos = from + clause.length();
        while (pos < said.length()) {
            char c = said.charAt(pos);
            if (c == '\'' || c == '`') {
                pos = skip(said, pos);
                continue;
            }
            if (c == ' ' && startsOne(said, pos, following)) {
                break;
            }
            pos++;
        }
        at[0] = pos;
        return said.substring(from, pos);
    }

    private static boolean startsOne(String said, int pos, String... words) {
        for (String word : words) {
            if (said.startsWith(word, pos)) {
                return true;
            }
        }
        return false;
    }

    /** Behind a text in quotes. */
    private static int skip(String text, int from) {
        char quote = text.charAt(from);
        int at = from + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quote == '\'') {
                at++;
            } else if (c == quote) {
                if (at + 1 >= text.length() || text.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
            at++;
        }
        return text.length();
    }
}
