package org.lupomig.store.connect;

import java.nio.charset.StandardCharsets;

/** Writes texts so that {@link AddressText} reads them as they were, whatever is in them. */
final class PercentCode {
    private static final String DIGITS = "0123456789ABCDEF";

    private PercentCode() {}

    static String of(String text) {
        var out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_.~/:".indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
            }
        }
        return out.toString();
    }
}
