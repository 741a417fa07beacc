package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunReport;

/** Kills a command at every one of its calls to the outside, at every moment that makes a difference. */
public final class Crash {
    /** Where something happens to a command. */
    public record Point(int call, Client.Moment moment, String what, Client.Fault fault) {
        /** Where it is killed. */
        public Point(int call, Client.Moment moment, String what) {
            this(call, moment, what, Client.Fault.KILL);
        }

        @Override
        public String toString() {
            return fault + " " + moment + " call " + call + " (" + what + ")";
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

    /** Every point at which something else can happen to {@code command} in a world like this. */
    public static List<Point> faults(Supplier<World> setUp, Consumer<Engine> command) {
        Client client = Client.alive();
        command.accept(setUp.get().engine(client));
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < client.calls().size(); i++) {
            Client.Call call = client.calls().get(i);
            for (Client.Fault fault : Client.Fault.values()) {
                if (fault != Client.Fault.KILL) {
                    for (Client.Moment moment : call.kind().moments(fault)) {
                        points.add(new Point(i, moment, call.what(), fault));
                    }
                }
            }
        }
        return points;
    }

    /**
     * Lets that happen to {@code command}, and its process end.
     *
     * @return what it reported, empty where it ended in a mistake
     */
    public static Optional<RunReport> strike(World world, Point point, Function<Engine, RunReport> command) {
        Client client = Client.struckAt(point.call(), point.moment(), point.fault(), world::recover);
        Optional<RunReport> report;
        try {
            report = Optional.of(command.apply(world.engine(client)));
        } catch (IllegalStateException e) {
            report = Optional.empty();
        } finally {
            client.exit();
        }
        if (!client.struck()) {
            throw new AssertionError("it was not struck " + point);
        }
        return report;
    }

    /** Kills {@code command} there. */
    public static void kill(World world, Point point, Consumer<Engine> command) {
        kill(world, point, Client.killedAt(point.call(), point.moment()), command);
    }

    /** Kills {@code command} there, at work for this client. */
    public static void kill(World world, Point point, Client client, Consumer<Engine> command) {
        try {
            command.accept(world.engine(client));
        } catch (Client.Killed e) {
            return;
        }
        throw new AssertionError("it was not killed " + point);
    }
}
