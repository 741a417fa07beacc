package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrimmedExecutableTest {
    private static final int LOADABLE = 20_000;
    private static final int WHOLE = 50_000;

    @Test
    void leavesOutWhatNoProgramHeaderCovers() throws IOException {
        byte[] program = elfProgram();

        byte[] copy = copy(program);

        assertThat(copy).hasSize(LOADABLE);
        ByteBuffer header = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getLong(40)).isZero();
        assertThat(header.getInt(60)).isZero();
        header.putLong(40, 49_000).putShort(60, (short) 7).putShort(62, (short) 6);
        assertThat(copy).containsExactly(java.util.Arrays.copyOf(program, LOADABLE));
    }

    @Test
    void copiesAnythingElseAsItIs() throws IOException {
        byte[] script = "#!/bin/sh\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        byte[] other = elfProgram();
        other[4] = 1; // 32 bits

        assertThat(copy(script)).isEqualTo(script);
        assertThat(copy(other)).isEqualTo(other);
        assertThat(copy(new byte[0])).isEmpty();
    }

    private static byte[] elfProgram() {
        byte[] bytes = new byte[WHOLE];
        new Random(1).nextBytes(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        header.putLong(32, 64).putLong(40, 49_000);
        header.putShort(54, (short) 56).putShort(56, (short) 2);
        header.putShort(60, (short) 7).putShort(62, (short) 6);
        header.putLong(64 + 8, 0).putLong(64 + 32, 12_000);
        header.putLong(120 + 8, 12_000).putLong(120 + 32, LOADABLE - 12_000);
        return bytes;
    }

    private static byte[] copy(byte[] program) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TrimmedExecutable.copy(new ByteArrayInputStream(program), out);
        return out.toByteArray();
    }
}
