package org.lupomig.store.privilege;

/** Names of schemas as grants write them: like {@code LIKE}, with a backslash before what stands for itself. */
final class SchemaPattern {
    private SchemaPattern() {}

    /** The pattern that fits one name and nothing else. */
    static String exactly(String name) {
        var pattern = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            pattern.append(c == '_' || c == '%' || c == '\\' ? "\\" : "").append(c);
        }
        return pattern.toString();
    }

    static boolean hasWildcards(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '_' || c == '%') {
                return true;
            }
        }
        return false;
    }

    static boolean fits(String pattern, String name) {
        return fits(pattern, 0, name, 0);
    }

    private static boolean fits(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        char c = pattern.charAt(p);
        if (c == '%') {
            return fits(pattern, p + 1, name, n) || (n < name.length() && fits(pattern, p, name, n + 1));
        }
        boolean escaped = c == '\\' && p + 1 < pattern.length();
        char literal = escaped ? pattern.charAt(p + 1) : c;
        return n < name.length()
                && (c == '_' || literal == name.charAt(n))
                && fits(pattern, p + (escaped ? 2 : 1), name, n + 1);
    }
}
