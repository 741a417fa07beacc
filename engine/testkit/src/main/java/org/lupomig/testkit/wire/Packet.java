package org.lupomig.testkit.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One packet of the protocol between a client and MariaDB: three bytes that say how long it is, a number that counts
 * the packets of a command and its answer, and so many bytes.
 */
final class Packet {
    private static final int HEAD = 4;
    private static final int LONGEST = 0xFFFFFF;
    private static final int QUERY = 0x03;
    private static final int PING = 0x0E;
    private static final int EXECUTE = 0x17;
    private static final int ERROR = 0xFF;

    private final byte[] bytes;

    private Packet(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next one; null where there is none. */
    static @Nullable Packet read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        if (head.length == 0) {
            return null;
        }
        if (head.length < HEAD) {
            throw new EOFException("half a packet");
        }
        int length = (head[0] & 0xFF) | (head[1] & 0xFF) << 8 | (head[2] & 0xFF) << 16;
        byte[] bytes = new byte[HEAD + length];
        System.arraycopy(head, 0, bytes, 0, HEAD);
        if (in.readNBytes(bytes, HEAD, length) < length) {
            throw new EOFException("half a packet");
        }
        return new Packet(bytes);
    }

    void write(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** Its place among the packets of a command, which is the first, and of the answer. */
    int number() {
        return bytes[HEAD - 1] & 0xFF;
    }

    /** Whether what it says goes on in the next one. */
    boolean isContinued() {
        return bytes.length - HEAD == LONGEST;
    }

    /** Whether the client says something new with it. */
    boolean isCommand() {
        return number() == 0 && bytes.length > HEAD;
    }

    /** The statement that is to be sent with this command; null where it is another one. */
    @Nullable
    String statement() {
        return (bytes[HEAD] & 0xFF) == QUERY
                ? new String(bytes, HEAD + 1, bytes.length - HEAD - 1, StandardCharsets.UTF_8)
                : null;
    }

    /** Whether a statement that was sent before is to be executed by this command. */
    boolean executesPrepared() {
        return (bytes[HEAD] & 0xFF) == EXECUTE;
    }

    /** What the client can do, as it says with the first packet that it sends. */
    int capabilities() {
        return (bytes[HEAD] & 0xFF) | (bytes[HEAD + 1] & 0xFF) << 8;
    }

    /** A command that does nothing, and is answered by one packet. */
    static Packet ping() {
        return new Packet(new byte[] {1, 0, 0, 0, PING});
    }

    /** The answer to a command that the server refuses. */
    static Packet error(int code, String state, String message) {
        byte[] text = ("#" + state + message).getBytes(StandardCharsets.UTF_8);
        int length = 3 + text.length;
        byte[] bytes = new byte[HEAD + length];
        bytes[0] = (byte) length;
        bytes[1] = (byte) (length >> 8);
        bytes[2] = (byte) (length >> 16);
        bytes[3] = 1;
        bytes[HEAD] = (byte) ERROR;
        bytes[HEAD + 1] = (byte) code;
        bytes[HEAD + 2] = (byte) (code >> 8);
        System.arraycopy(text, 0, bytes, HEAD + 3, text.length);
        return new Packet(bytes);
    }
}
