package org.lupomig.store.connect;

/** How many bytes a text has on its way to the server, quoted and escaped by the driver. */
final class PacketLength {
    private PacketLength() {}

    /** No text of as many characters has more. */
    static long most(String text) {
        return 3L * text.length() + 2;
    }

    /** Quotes and backslashes count twice, whether they are escaped or not. */
    static long of(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += c == '\'' || c == '"' || c == '\\' || c == 0 ? 2 : 1;
            } else {
                // a surrogate is half of four bytes
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
