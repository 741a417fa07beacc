package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.Existing;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TableSize;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.Ties;
import org.lupomig.orchestrator.port.WriteBarrier;

/** The server as one client sees it. */
final class ClientTarget implements Target {
    private final Client client;
    private final World world;
    private final Deque<Kept> kept = new ArrayDeque<>();

    /** A session that is open, and idle until steps go on over it. */
    private record Kept(List<String> names, Purpose purpose) {
        boolean isNamed(String lockName) {
            return names.contains(lockName);
        }
    }

    ClientTarget(Client client, World world) {
        this.client = client;
        this.world = world;
    }

    @Override
    public List<Problem> objections() {
        return client.read("objections", () -> List.copyOf(world.objections()));
    }

    @Override
    public List<Problem> unseen(List<Planned> work) {
        return List.of(); // every foreign key is seen here
    }

    @Override
    public List<Problem> lacking(List<Planned> work, Aside aside) {
        List<String> does = new ArrayList<>();
        work.forEach(planned -> does.add(planned.fact().kind()));
        aside.copied().forEach(table -> does.add("a copy of " + table));
        aside.locked().forEach(table -> does.add("a copy under a lock of " + table));
        aside.moved().forEach(table -> does.add("a move of " + table));
        if (aside.filled()) {
            does.add("a copy anew");
        }
        return does.stream()
                .filter(world.forbidden()::contains)
                .map(kind -> Problem.of(EngineMessage.SERVER_REFUSED, kind))
                .toList();
    }

    @Override
    public TargetSession open(String lockName, Purpose purpose) {
        end(session -> session.isNamed(lockName));
        return open(List.of(lockName), done -> {
            end(session -> true);
            return false;
        });
    }

    private TargetSession open(List<String> lockNames, Predicate<Boolean> keeps) {
        return client.write("open " + String.join(" and ", lockNames), () -> {
            if (world.refusesOpen()) {
                throw new ConnectionLost(
                        "too many connections", world.refusedCode(), new IllegalStateException("test"));
            }
            begun(lockNames);
            return session(lockNames, keeps);
        });
    }

    @Override
    public TargetSession openAgain(List<String> lockNames, Purpose purpose, @Nullable String schema) {
        end(session -> lockNames.stream().anyMatch(session::isNamed));
        Kept last = kept.stream()
                .filter(session -> session.purpose() == purpose)
                .findFirst()
                .orElse(null);
        if (last != null) {
            kept.remove(last);
            try {
                client.write(
                        "open " + String.join(" and ", lockNames) + " over " + String.join(" and ", last.names()),
                        () -> renamed(last.names(), lockNames));
                return session(lockNames, done -> leave(lockNames, purpose, done));
            } catch (ConnectionLost | ServerRefused e) {
                gone(last.names());
                gone(lockNames);
            }
        }
        return open(lockNames, done -> leave(lockNames, purpose, done));
    }

    private boolean renamed(List<String> last, List<String> lockNames) {
        if (!world.server().sessions.keySet().containsAll(last)) {
            throw new ConnectionLost("gone away", new IllegalStateException("test"));
        }
        gone(last);
        begun(lockNames);
        return true;
    }

    private void gone(List<String> names) {
        world.server().sessions.keySet().removeAll(names);
    }

    private void begun(List<String> lockNames) {
        for (String lockName : lockNames) {
            if (world.server().sessions.containsKey(lockName)) {
                throw new AssertionError("a session of that name is still open: " + lockName);
            }
            world.server().sessions.put(lockName, null);
            world.server().together.put(lockName, lockNames);
            client.onDeath(() -> world.server().orphan(lockName));
        }
    }

    private ClientSession session(List<String> lockNames, Predicate<Boolean> keeps) {
        return new ClientSession(client, world, lockNames, keeps);
    }

    private boolean leave(List<String> lockNames, Purpose purpose, boolean done) {
        if (done) {
            kept.addFirst(new Kept(lockNames, purpose));
            lockNames.forEach(world.server()::orphan); // nothing is under way in it
        }
        return done;
    }

    private void end(Predicate<Kept> which) {
        kept.removeIf(session -> {
            boolean ends = which.test(session);
            if (ends) {
                gone(session.names());
            }
            return ends;
        });
    }

    @Override
    public void endIdle() {
        if (!client.dead()) {
            end(session -> true);
        }
    }

    @Override
    public boolean endSession(String lockName, Duration patience) {
        world.sessionPatience().add(patience);
        end(session -> session.isNamed(lockName));
        return client.write("endSession " + lockName, () -> {
            if (world.immortal().contains(lockName.substring(lockName.lastIndexOf('/') + 1))) {
                world.advance(patience);
                return false;
            }
            List<String> names = world.server().named(lockName);
            for (String name : names) {
                Runnable still = world.server().sessions.get(name);
                if (still != null) {
                    still.run();
                }
            }
            gone(names);
            return true;
        });
    }

    @Override
    public Others others(List<String> schemas) {
        String what = "others " + schemas;
        return client.read(what, () -> {
            if (world.losesRead(what)) {
                throw new ConnectionLost("gone away", new IllegalStateException("test"));
            }
            return world.others();
        });
    }

    @Override
    public WriteBarrier barrier() {
        return new ClientBarrier(client, world);
    }

    @Override
    public Ties ties(Set<String> schemas) {
        return client.read("ties", () -> {
            List<Ties.Reference> references = new ArrayList<>();
            Set<ObjectName> leading = new HashSet<>();
            world.server()
                    .schemas
                    .forEach((schema, tables) -> tables.forEach((name, table) -> {
                        ObjectName child = new ObjectName(schema, name);
                        table.foreignKeys().forEach(key -> references.add(new Ties.Reference(child, key.references())));
                        if (!table.triggers().isEmpty()) {
                            leading.add(child);
                        }
                    }));
            return new Ties(references, leading);
        });
    }

    @Override
    public String heldSchema() {
        return SimulatedServer.HELD;
    }

    @Override
    public List<HeldTable> held() {
        return client.read("held", () -> world.server().held().stream()
                .map(name -> new HeldTable(
                        name,
                        "BASE TABLE",
                        1024L
                                * Objects.requireNonNull(
                                                world.server().table(new ObjectName(SimulatedServer.HELD, name)))
                                        .rows()
                                        .size()))
                .toList());
    }

    @Override
    public @Nullable Long room() {
        return client.read("room", world::room);
    }

    @Override
    public @Nullable String ownSchema() {
        return null;
    }

    @Override
    public boolean lowersNames() {
        return client.read("lowers names", world::lowersNames);
    }

    @Override
    public Relatives relatives(Set<ObjectName> tables, Set<String> schemas) {
        return client.read("relatives", () -> world.server().relatives(tables, schemas));
    }

    @Override
    public Facts facts() {
        return new Facts() {
            private @Nullable SimulatedTable table(ObjectName name) {
                return client.read("fact", () -> world.server().table(name));
            }

            @Override
            public long tableCount(String schema) {
                return client.read("fact", () -> {
                    var tables = world.server().schemas.get(schema);
                    return tables == null ? 0L : (long) tables.size();
                });
            }

            @Override
            public @Nullable Long rowCount(ObjectName name) {
                SimulatedTable table = table(name);
                return table == null ? null : Long.valueOf(table.rows().size());
            }

            @Override
            public @Nullable Long columnCount(ObjectName name) {
                SimulatedTable table = table(name);
                return table == null ? null : Long.valueOf(table.columns().size());
            }

            @Override
            public @Nullable TableSize size(ObjectName name) {
                SimulatedTable table = table(name);
                return table == null
                        ? null
                        : new TableSize(table.rows().size(), 100L * table.rows().size(), "InnoDB");
            }

            @Override
            public boolean tableExists(ObjectName name) {
                return table(name) != null;
            }

            @Override
            public boolean schemaExists(String schema) {
                return client.read("fact", () -> world.server().schemas.containsKey(schema));
            }

            @Override
            public Existing existing(Set<String> schemas, Set<ObjectName> objects, Set<ObjectName> withColumns) {
                return client.read("existing", () -> {
                    Set<ObjectName> there = new HashSet<>();
                    Map<ObjectName, Set<String>> columns = new HashMap<>();
                    for (ObjectName name : objects) {
                        SimulatedTable table = world.server().table(name);
                        if (table != null) {
                            there.add(name);
                        }
                        if (table != null && withColumns.contains(name)) {
                            columns.put(name, Set.copyOf(table.columns()));
                        }
                    }
                    Set<String> known = new HashSet<>(schemas);
                    known.retainAll(world.server().schemas.keySet());
                    return Existing.of(world.lowersNames(), known, there, columns);
                });
            }

            @Override
            public @Nullable String checksum(ObjectName name) {
                SimulatedTable table = table(name);
                return table == null ? null : table.digest().toString();
            }

            @Override
            public QueryAnswer query(String sql, @Nullable String defaultSchema) {
                return client.read(
                        "fact",
                        () -> Objects.requireNonNullElse(
                                world.queries().get(sql), new QueryAnswer.Unusable("no such query in this test")));
            }
        };
    }
}
