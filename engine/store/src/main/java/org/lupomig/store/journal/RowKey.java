package org.lupomig.store.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lupomig.model.plan.Address;

/**
 * The key by which a name is found: the tables compare text by {@code utf8mb4_unicode_ci}, to which {@code Step},
 * {@code step} and {@code stép} are one, and an index cannot hold a long name.
 */
final class RowKey {
    /** A run asks for the keys of its plan and of the steps at hand time and again. */
    private static final Map<List<String>, String> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 256;

    private RowKey() {}

    /** SHA-256, hex, of the parts; no part holds a NUL. */
    static String of(String... parts) {
        List<String> name = List.of(parts);
        String known = KNOWN.get(name);
        if (known == null) {
            known = digest(parts);
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(name, known);
        }
        return known;
    }

    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of a step, or of a batch where the step's name is empty. */
    static String of(Address address) {
        return of(address.plan(), address.batch(), address.step());
    }
}
