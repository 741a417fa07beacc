package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lupomig.orchestrator.Engine;

/** Kills a command at every one of its calls to the outside, at every moment that makes a difference. */
public final class Crash {
    /** Where a command is killed. */
    public record Point(int call, Client.Moment moment, String what) {
        @Override
        public String toString() {
            return moment + " call " + call + " (" + what + ")";
        }
    }

    private Crash() {}

    /** Every point at which {@code command} can be killed in a world like this. */
    public static List<Point> points(Supplier<World> setUp, Consumer<Engine> command) {
        Client client = Client.alive();
        command.accept(setUp.get().engine(client));
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < client.calls().size(); i++) {
            Client.Call call = client.calls().get(i);
            for (Client.Moment moment : call.kind().moments()) {
                points.add(new Point(i, moment, call.what()));
            }
        }
        return points;
    }

    /**
     * Those points that leave different worlds behind: what is dead before a call left the same as what died after the
     * change before it, and coming and going changes nothing that anybody goes by.
     */
    public static List<Point> differentWorlds(Supplier<World> setUp, Consumer<Engine> command) {
        return points(setUp, command).stream()
                .filter(point -> point.call() == 0 || point.moment() != Client.Moment.BEFORE)
                .filter(point -> !point.what().matches("(open|close|lock|unlock).*"))
                .toList();
    }

    /** Kills {@code command} there. */
    public static void kill(World world, Point point, Consumer<Engine> command) {
        Client client = Client.killedAt(point.call(), point.moment());
        try {
            command.accept(world.engine(client));
        } catch (Client.Killed e) {
            return;
        }
        throw new AssertionError("it was not killed " + point);
    }
}
