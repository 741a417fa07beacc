package org.lupomig.cli.config;

import org.jspecify.annotations.Nullable;

/** Sizes as settings write them: {@code 64MB}, {@code 2GB}. */
final class Sizes {
    private static final long MOST = 1L << 50;

    private Sizes() {}

    /** In bytes; null for what is no size. */
    static @Nullable Long parse(String text) {
        String plain = text.strip();
        if (plain.length() < 3 || plain.length() > 12) {
            return null;
        }
        int shift =
                switch (plain.substring(plain.length() - 2)) {
                    case "KB" -> 10;
                    case "MB" -> 20;
                    case "GB" -> 30;
                    default -> -1;
                };
        String digits = plain.substring(0, plain.length() - 2);
        if (shift < 0 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        long number = Long.parseLong(digits);
        return number <= MOST >> shift ? Long.valueOf(number << shift) : null;
    }
}
