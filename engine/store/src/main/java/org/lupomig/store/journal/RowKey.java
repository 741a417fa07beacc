package org.lupomig.store.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.lupomig.model.plan.Address;

/**
 * The key by which a name is found: the tables compare text by {@code utf8mb4_unicode_ci}, to which {@code Step},
 * {@code step} and {@code stép} are one, and an index cannot hold a long name.
 */
final class RowKey {
    private RowKey() {}

    /** SHA-256, hex, of the parts; no part holds a NUL. */
    static String of(String... parts) {
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
