package org.lupomig.cli.config;

/** What of a misplaced argument may be repeated: an address may hold a password anywhere. */
public final class Shown {
    private static final String MARK = "://";

    private Shown() {}

    /** The text; of one with an address in it only that begins and the host, where it is sure which part that is. */
    public static String of(String text) {
        int mark = text.indexOf(MARK);
        if (mark < 0) {
            return text;
        }
        String scheme = text.substring(0, mark + MARK.length());
        String rest = text.substring(scheme.length());
        int end = 0;
        while (end < rest.length() && "/?#;&, ".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        int at = rest.lastIndexOf('@');
        if (at >= end) {
            // a password may hold what seems to end the host
            return scheme + "…";
        }
        String host = rest.substring(at + 1, end);
        int port = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        host = port > 0 ? host.substring(0, port) : host;
        return scheme + host + (scheme.length() + host.length() == text.length() ? "" : "…");
    }
}
