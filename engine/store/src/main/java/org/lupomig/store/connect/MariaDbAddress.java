package org.lupomig.store.connect;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a MariaDB server is and how to get in.
 *
 * <p>The password is never printed: neither {@link #toString} nor {@link #display} has it.
 *
 * @param host name or number; an IPv6 number without its brackets
 * @param port from 1 to 65535
 * @param schema the connection's own schema, null for none
 * @param user the account, null for the operating system's
 * @param password null for none
 * @param options further options of the driver, each one of those that {@link AddressText} lets pass
 */
public record MariaDbAddress(
        String host,
        int port,
        @Nullable String schema,
        @Nullable String user,
        @Nullable String password,
        Map<String, String> options) {
    /** The server's usual port. */
    public static final int DEFAULT_PORT = 3306;

    public MariaDbAddress {
        options = Map.copyOf(options);
    }

    /** The same with a password that was given apart from the address. */
    public MariaDbAddress withPassword(String secret) {
        return new MariaDbAddress(host, port, schema, user, secret, options);
    }

    /** {@code host:port}, for people. */
    public String display() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Which server this is: the same for every account, schema and way to encrypt. */
    public String place() {
        String socket = options.get("localSocket");
        return socket == null ? display() : socket;
    }

    /**
     * The address as it may be written down, to be read by {@link AddressText} again: with its options, and without any
     * password.
     */
    public String withoutSecrets() {
        var text = new StringBuilder("jdbc:mariadb://")
                .append(display())
                .append('/')
                .append(schema == null ? "" : PercentCode.of(schema));
        char before = '?';
        if (user != null) {
            text.append(before).append("user=").append(PercentCode.of(user));
            before = '&';
        }
        for (Map.Entry<String, String> option : new TreeMap<>(options).entrySet()) {
            if (!AddressText.isSecret(option.getKey())) {
                text.append(before).append(option.getKey()).append('=').append(PercentCode.of(option.getValue()));
                before = '&';
            }
        }
        return text.toString();
    }

    // What the compiler leaves to be linked at run time is felt when a command starts.
    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /** {@link #display}, the schema and the user; no password and no options. */
    @Override
    public String toString() {
        return "jdbc:mariadb://" + display() + "/" + (schema == null ? "" : schema)
                + (user == null ? "" : "?user=" + user);
    }
}
