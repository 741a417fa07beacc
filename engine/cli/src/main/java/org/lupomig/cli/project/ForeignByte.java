package org.lupomig.cli.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.lupomig.compiler.Sources;

/** The first byte of a file that belongs to no text in UTF-8: dumps have such where they hold binary values. */
final class ForeignByte {
    private ForeignByte() {}

    /** Where it stands, one clause for people. */
    static String clause(Path file) {
        String clause = Sources.Reason.NOT_UTF8.clause();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            return clause;
        }
        int at = at(bytes);
        if (at >= bytes.length) {
            return clause;
        }
        int line = 1;
        int begins = 0;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
                begins = i + 1;
            }
        }
        String hex = String.format(Locale.ROOT, "%02X", bytes[at]);
        String said = clause + ": line " + line + " has the byte 0x" + hex + " at byte " + (at - begins + 1);
        boolean script = file.toString().toLowerCase(Locale.ROOT).endsWith(".sql");
        return script ? said + "; mysqldump --hex-blob writes binary values as text" : said;
    }

    private static int at(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return in.position();
    }
}
