package org.lupomig.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/**
 * An answer of the server that the client does not get. When it is complete cannot be told from its packets alone, for
 * one statement may give several results. So a command that does nothing follows it at once: what is answered behind
 * the first answer says that the statement is done.
 *
 * <p>Packets of an answer are numbered from 1, and after 255 comes 0: a 1 that does not follow a 0 begins a new answer.
 * A second such command is for an answer that happens to end with 0.
 */
final class HeldAnswer {
    private final CountDownLatch complete = new CountDownLatch(1);
    private int last;

    /** Waits until the statement that was sent just now is done, or the server has ended the line. */
    void await(OutputStream server) throws IOException {
        Packet.ping().write(server);
        Packet.ping().write(server);
        try {
            complete.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the next packet of the server. */
    void take(Packet packet) {
        int number = packet.number();
        if (number == 1 && last != 0) {
            complete.countDown();
        }
        last = number;
    }

    /** Nothing more comes. */
    void ends() {
        complete.countDown();
    }
}
