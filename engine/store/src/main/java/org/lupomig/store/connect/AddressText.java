package org.lupomig.store.connect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.store.StoreMessage;

/**
 * Reads {@code jdbc:mariadb://host:port/schema?user=…&password=…}.
 *
 * <p>Of the driver's many options only those pass that say how to reach the server and how to encrypt: others could
 * change what a statement means. In values {@code %41} is read as {@code A}; a percent sign that starts no such pair
 * stands for itself.
 */
public final class AddressText {
    private static final String PREFIX = "jdbc:mariadb://";
    private static final Set<String> SECRETS = Set.of("keyStorePassword", "trustStorePassword");
    private static final Set<String> OPTIONS = Set.of(
            "connectTimeout",
            "localSocket",
            "sslMode",
            "serverSslCert",
            "keyStore",
            "keyStorePassword",
            "keyStoreType",
            "trustStore",
            "trustStorePassword",
            "trustStoreType");

    private AddressText() {}

    /** What a text gave. */
    public sealed interface Reading {
        /** An address. */
        record Address(MariaDbAddress address) implements Reading {}

        /** No address; the problem never holds what followed the question mark. */
        record Unreadable(Problem problem) implements Reading {}
    }

    /** Whether the value of an option is for nobody's eyes. */
    static boolean isSecret(String option) {
        return SECRETS.contains(option);
    }

    /** Reads an address. */
    public static Reading read(String text) {
        String shown = text.indexOf('?') < 0 ? text : text.substring(0, text.indexOf('?')) + "?…";
        // user:password@host is no form that we read; what is shown of it must not hold the password either
        int at = shown.lastIndexOf('@');
        if (at >= 0) {
            return unreadable("…" + shown.substring(at), "user and password belong behind the question mark");
        }
        if (!text.startsWith(PREFIX)) {
            return unreadable(shown, "it does not begin with " + PREFIX);
        }
        String rest = text.substring(PREFIX.length());
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? "" : rest.substring(question + 1);
        int slash = place.indexOf('/');
        String server = slash < 0 ? place : place.substring(0, slash);
        String schema = slash < 0 ? "" : decode(place.substring(slash + 1));
        if (server.indexOf(',') >= 0) {
            return unreadable(shown, "it names several hosts; a plan runs on one");
        }
        if (!plain(schema)) {
            return unreadable(shown, "a schema holds none of / \\ ? & # and no control character");
        }
        String host;
        String portText;
        int bracket = server.indexOf(']');
        int colon = server.lastIndexOf(':');
        if (server.startsWith("[") && bracket > 0) {
            host = server.substring(1, bracket);
            portText = colon > bracket ? server.substring(colon + 1) : "";
        } else {
            host = colon < 0 ? server : server.substring(0, colon);
            portText = colon < 0 ? "" : server.substring(colon + 1);
        }
        if (host.isEmpty()) {
            return unreadable(shown, "it names no host");
        }
        int port = portText.isEmpty() ? MariaDbAddress.DEFAULT_PORT : port(portText);
        if (port < 1) {
            return unreadable(shown, "'" + portText + "' is no port");
        }
        return withOptions(shown, host, port, schema.isEmpty() ? null : schema, query);
    }

    private static Reading withOptions(String shown, String host, int port, @Nullable String schema, String query) {
        String user = null;
        String password = null;
        var options = new TreeMap<String, String>();
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            String part = query.substring(from, end < 0 ? query.length() : end);
            from = end < 0 ? query.length() : end + 1;
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : decode(part.substring(equals + 1));
            if (key.equals("user")) {
                user = value;
            } else if (key.equals("password")) {
                password = value;
            } else if (OPTIONS.contains(key)) {
                options.put(key, value);
            } else if (!part.isEmpty()) {
                // without a value beside it, so that half of a password with an ampersand in it is not shown
                String name = equals < 0 ? "one without a value" : key;
                return new Reading.Unreadable(Problem.of(StoreMessage.ADDRESS_OPTION_UNKNOWN, shown, name));
            }
        }
        return new Reading.Address(new MariaDbAddress(host, port, schema, user, password, options));
    }

    private static Reading unreadable(String shown, String reason) {
        return new Reading.Unreadable(Problem.of(StoreMessage.ADDRESS_UNREADABLE, shown, reason));
    }

    /** Whether the driver, which gets the schema as part of an address, reads nothing but a schema in it. */
    private static boolean plain(String schema) {
        for (int i = 0; i < schema.length(); i++) {
            char c = schema.charAt(i);
            if ("/\\?&#".indexOf(c) >= 0 || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    private static int port(String text) {
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 4) {
                return 0;
            }
            port = port * 10 + digit;
        }
        return port <= 65535 ? port : 0;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
