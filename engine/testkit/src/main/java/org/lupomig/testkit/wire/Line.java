package org.lupomig.testkit.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** One connection of a client to the server: each direction has a thread. */
final class Line {
    private static final int COMPRESSES = 0x20;
    private static final int ENCRYPTS = 0x800;

    private final Wire wire;
    private final int number;
    private final Socket client;
    private final Socket server;
    private volatile @Nullable HeldAnswer held;

    Line(Wire wire, int number, Socket client, Socket server) {
        this.wire = wire;
        this.number = number;
        this.client = client;
        this.server = server;
    }

    void open() {
        Wire.thread("wire-" + number + "-to-server", this::toServer);
        Wire.thread("wire-" + number + "-to-client", this::toClient);
    }

    /** Cuts it at both ends. */
    void cut() {
        for (Socket end : new Socket[] {client, server}) {
            try {
                end.close();
            } catch (IOException e) {
                // it is cut
            }
        }
    }

    private void toServer() {
        try {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = server.getOutputStream();
            boolean first = true;
            for (Packet packet = Packet.read(in); packet != null; packet = Packet.read(in)) {
                if (first && (packet.capabilities() & (COMPRESSES | ENCRYPTS)) != 0) {
                    wire.notUnderstood("a client encrypts or compresses what it says");
                    return;
                }
                first = false;
                pass(packet, in, out);
            }
        } catch (IOException e) {
            // one of its ends is gone, so is the other
        } finally {
            cut();
        }
    }

    private void pass(Packet packet, InputStream in, OutputStream out) throws IOException {
        if (wire.isClosed()) {
            cut();
            return;
        }
        SentCommand command = changing(packet);
        Wire.Next next = command == null ? Wire.Next.PASSES : wire.next(command);
        switch (next) {
            case PASSES -> packet.write(out);
            case STRUCK_BEFORE -> {
                for (Packet rest = packet; rest != null && rest.isContinued(); ) {
                    rest = Packet.read(in);
                }
                strike();
            }
            case STRUCK_BEHIND -> {
                HeldAnswer answer = new HeldAnswer();
                held = answer;
                packet.write(out);
                for (Packet rest = packet; rest != null && rest.isContinued(); ) {
                    rest = Packet.read(in);
                    if (rest != null) {
                        rest.write(out);
                    }
                }
                answer.await(out);
                strike();
            }
        }
    }

    private @Nullable SentCommand changing(Packet packet) {
        if (!packet.isCommand()) {
            return null;
        }
        String statement = packet.statement();
        if (statement != null) {
            return ChangingStatement.is(statement) ? new SentCommand(number, statement) : null;
        }
        return packet.executesPrepared() ? new SentCommand(number, "what was prepared before") : null;
    }

    private void strike() throws IOException {
        Strike strike = wire.strike();
        if (strike instanceof Strike.Ends ends) {
            ends.end().run();
            wire.close();
        } else if (strike instanceof Strike.Cuts) {
            cut();
        } else if (strike instanceof Strike.Refuses refuses) {
            // nothing else is on its way to the client, who waits for this
            Packet.error(refuses.code(), refuses.state(), refuses.message()).write(client.getOutputStream());
        }
    }

    private void toClient() {
        try {
            InputStream in = new BufferedInputStream(server.getInputStream());
            OutputStream out = new BufferedOutputStream(client.getOutputStream());
            for (Packet packet = Packet.read(in); packet != null; packet = Packet.read(in)) {
                HeldAnswer answer = held;
                if (answer != null) {
                    answer.take(packet);
                    continue;
                }
                packet.write(out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // one of its ends is gone, so is the other
        } finally {
            cut();
            HeldAnswer answer = held;
            if (answer != null) {
                answer.ends();
            }
        }
    }
}
