package org.lupomig.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of the loopback interface, and whether a server speaks there. */
final class Readiness {
    private static final int PAUSE_MILLIS = 3;
    private static final int ATTEMPT_MILLIS = 1000;

    private Readiness() {}

    /** A port that is free at this moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits until the server greets, which it does only after it has run its first statements.
     *
     * @return whether it greets; false when it ended, or stayed silent for {@code limit}
     */
    static boolean await(int port, ServerProcess process, Duration limit) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!greets(port)) {
            if (!process.isRunning() || System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        // Another process may have taken the port in the moment before ours wanted it.
        return process.isRunning();
    }

    private static boolean greets(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ATTEMPT_MILLIS);
            socket.connect(new InetSocketAddress(loopback(), port), ATTEMPT_MILLIS);
            InputStream in = socket.getInputStream();
            return in.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
