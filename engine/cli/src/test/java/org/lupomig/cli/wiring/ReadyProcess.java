package org.lupomig.cli.wiring;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HaltingProcess} that is started before it is needed, and waits for its words: so nobody waits for the start
 * of a JVM. There is one at a time; it ends when the process ends that has started it.
 */
final class ReadyProcess {
    private static @Nullable Process next;

    private ReadyProcess() {}

    /** Tells the one that waits what to do, and has another one started. */
    static synchronized Process given(List<String> words) throws IOException {
        Process process = next != null && next.isAlive() ? next : started();
        next = started();
        try (DataOutputStream out = new DataOutputStream(process.getOutputStream())) {
            out.writeInt(words.size());
            for (String word : words) {
                out.writeUTF(word);
            }
        }
        return process;
    }

    /** Waits for its words. Where nobody is there any more to say them, this process ends. */
    static List<String> awaited(InputStream in) throws IOException {
        DataInputStream words = new DataInputStream(in);
        try {
            List<String> all = new ArrayList<>();
            for (int left = words.readInt(); left > 0; left--) {
                all.add(words.readUTF());
            }
            return all;
        } catch (EOFException e) {
            Runtime.getRuntime().halt(0);
            throw e;
        }
    }

    private static Process started() throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xlog:disable",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        line.addAll(ClassArchive.options());
        line.add(HaltingProcess.class.getName());
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }
}
