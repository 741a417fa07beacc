package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.state.State;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.memory.VolatileStore;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Turns;

/** One server with a store, and any number of commands of ours one after the other, each a process of its own. */
public final class World {
    private final SimulatedServer server = new SimulatedServer();
    private final VolatileStore store = new VolatileStore(() -> this.now);
    private final SimulatedWriters writers = new SimulatedWriters();
    private final StoreFaults storeFaults = new StoreFaults();
    private final List<Problem> objections = new ArrayList<>();
    private final Set<String> forbidden = new HashSet<>();
    private final Map<String, Target.QueryAnswer> queries = new HashMap<>();
    private final Set<String> immortal = new HashSet<>();
    private final List<String> sent = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private Consumer<RunEvent> hearing = event -> {};
    private Instant now = Instant.parse("2026-01-08T00:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Duration> sessionPatience = new ArrayList<>();
    private String lostRead = "";
    private String brokenRead = "";
    private @Nullable String misread;
    private int letIn;
    private int refusedOpens;
    private int refusedCode;
    private Target.Others others = new Target.Others(List.of(), true);
    private int commands;
    private @Nullable Long room;
    private boolean lowersNames;
    private int expiredRows;
    private final List<Integer> removals = new ArrayList<>();
    private Turns turns = SteadyTurns.before();

    /** The server. */
    public SimulatedServer server() {
        return server;
    }

    /** The store, as it is on disk. */
    public VolatileStore store() {
        return store;
    }

    /** Who may write. */
    public SimulatedWriters writers() {
        return writers;
    }

    /** What goes wrong with the store. */
    public StoreFaults storeFaults() {
        return storeFaults;
    }

    /** What the server says against running here. */
    public List<Problem> objections() {
        return objections;
    }

    /** Whether the server has one name of a table for every spelling. */
    public boolean lowersNames() {
        return lowersNames;
    }

    /** The server has from now on. */
    public void lowerNames() {
        lowersNames = true;
    }

    /** Bytes that are free where the server keeps its data; null: it does not tell. */
    public @Nullable Long room() {
        return room;
    }

    /** Leaves so many bytes free. */
    public void hasRoom(long bytes) {
        room = bytes;
    }

    /** So many rows of the store are over their time. */
    public void expire(int rows) {
        expiredRows = rows;
    }

    /** How many of them are there. */
    public int expiredRows() {
        return expiredRows;
    }

    /** How many of them went each time. */
    public List<Integer> removals() {
        return removals;
    }

    int removeExpired(int most) {
        int gone = Math.min(most, expiredRows);
        expiredRows -= gone;
        removals.add(gone);
        return gone;
    }

    /** Kinds of statements that the account may not send. */
    public Set<String> forbidden() {
        return forbidden;
    }

    /** Answers to {@code query(…)}. */
    public Map<String, Target.QueryAnswer> queries() {
        return queries;
    }

    /** Positions of steps whose session does not end. */
    public Set<String> immortal() {
        return immortal;
    }

    /** Every statement that reached the server, in order. */
    public List<String> sent() {
        return sent;
    }

    /** Everything that listeners heard, in order. */
    public List<RunEvent> events() {
        return events;
    }

    /** Who hears of every event besides, when it happens. */
    public void hears(Consumer<RunEvent> each) {
        hearing = each;
    }

    private void on(RunEvent event) {
        events.add(event);
        hearing.accept(event);
    }

    void sent(String sql) {
        sent.add(sql);
    }

    /** The connection ends at the next read of this description. */
    public void loseRead(String what) {
        lostRead = what;
    }

    /** Why statements would be read otherwise from now on. */
    public void misread(String why) {
        misread = why;
    }

    @Nullable
    String misread() {
        return misread;
    }

    /** A look at the server ends in a mistake of our own, once. */
    public void breakRead(String what) {
        brokenRead = what;
    }

    boolean breaksRead(String what) {
        boolean breaks = !brokenRead.isEmpty() && what.equals(brokenRead);
        brokenRead = breaks ? "" : brokenRead;
        return breaks;
    }

    boolean losesRead(String what) {
        boolean loses = !lostRead.isEmpty() && what.equals(lostRead);
        if (loses) {
            lostRead = "";
        }
        return loses;
    }

    /** The server has no room for the next sessions. */
    public void refuseOpens(int times) {
        refusedOpens = times;
    }

    /** The server has room for so many sessions, and then for one less. */
    public void refuseOpenAfter(int let) {
        letIn = let;
        refuseOpen(1040);
    }

    boolean refusesOpen() {
        if (letIn > 0) {
            letIn--;
            return false;
        }
        return refusedOpens > 0 && refusedOpens-- > 0;
    }

    /** The server does not let the next session in, for a reason of this number. */
    public void refuseOpen(int code) {
        refusedOpens = 1;
        refusedCode = code;
    }

    int refusedCode() {
        return refusedCode;
    }

    /** What others do: their sessions, and the schemas that they use. */
    public World others(boolean seen, Target.OtherSession... sessions) {
        others = new Target.Others(List.of(sessions), seen);
        return this;
    }

    Target.Others others() {
        return others;
    }

    /** How long was paused, each time. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** How long sessions were to be waited for that were ended, each time. */
    public List<Duration> sessionPatience() {
        return sessionPatience;
    }

    private void pause(Duration length) {
        pauses.add(length);
        advance(length);
    }

    /** What time it is. */
    public Instant now() {
        return now;
    }

    /** Lets time go by. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    private Instant tick() {
        now = now.plusMillis(1);
        return now;
    }

    /** What steps take turns by from now on that are worked on side by side. */
    public void takesTurnsBy(Turns by) {
        turns = by;
    }

    /** A command of ours. */
    public Engine engine(Client client) {
        commands++;
        if (turns instanceof Interleaving interleaving) {
            client.interleaved(interleaving);
        }
        Owner owner = new Owner("token" + commands, "anna@build", commands, UtcStamp.of(now));
        return new Engine(new EnginePorts(
                new ClientStore(client, this),
                new ClientTarget(client, this),
                client.pure(Definitions.class, new TinyDefinitions()),
                client.pure(StatementReader.class, new TinyReader()),
                client.pure(FileFacts.class, files()),
                this::tick,
                length -> client.pause(() -> pause(length)),
                this::on,
                owner,
                () -> turns));
    }

    /** Facts that expectations read. */
    public Target.Facts facts() {
        return new ClientTarget(Client.alive(), this).facts();
    }

    /** Files that expectations read. */
    public FileFacts files() {
        return new FileFacts() {
            @Override
            public long count(String glob) {
                if (glob.startsWith("unreadable")) {
                    throw new java.io.UncheckedIOException(new java.io.IOException("the disk is broken"));
                }
                return 3;
            }

            @Override
            public boolean exists(String file) {
                return !file.startsWith("no");
            }
        };
    }

    /** Runs a plan. */
    public RunReport run(Plan plan) {
        return engine(Client.alive()).run(plan, RunOptions.plain());
    }

    /** Walks a plan without changing anything. */
    public RunReport dryRun(Plan plan) {
        return engine(Client.alive()).run(plan, new RunOptions(true, Duration.ZERO, () -> false));
    }

    /** Runs a plan that is asked to stop. */
    public RunReport run(Plan plan, BooleanSupplier stop) {
        return engine(Client.alive()).run(plan, new RunOptions(false, Duration.ZERO, stop));
    }

    /** Rolls a batch back. */
    public RunReport rollback(String plan, String batch) {
        return engine(Client.alive()).rollback(plan, batch, false, Duration.ZERO);
    }

    /** Recovers. */
    public RunReport recover() {
        return engine(Client.alive()).recover(Duration.ZERO);
    }

    /** Recovers what is asked for. */
    public RunReport recover(String plan) {
        return engine(Client.alive()).recover(plan, Duration.ZERO);
    }

    /** Names of what is set aside, but for what a person has been told is kept for them. */
    public List<String> heldUntold() {
        return server.held().stream().filter(name -> !isTold(name)).toList();
    }

    private boolean isTold(String held) {
        String told = " is kept as " + SimulatedServer.HELD + "." + held + ":";
        return store.others().stream()
                .anyMatch(write -> write instanceof Write.Alert alert
                        && alert.title().equals("table kept")
                        && alert.message().contains(told));
    }

    /** The states that a step walked through in one run, the first included. */
    public String path(String step, long run) {
        List<String> states = new ArrayList<>();
        for (JournalEntry entry : store.journal(run)) {
            if (entry.kind() == JournalEntry.Kind.TRANSITION
                    && entry.step().toString().equals(step)) {
                if (states.isEmpty()) {
                    states.add(Objects.requireNonNull(entry.previous()).word());
                }
                states.add(entry.current().word());
            }
        }
        return String.join(" ", states);
    }

    /** Moves of all runs as {@code from event-less to}. */
    public Set<String> moves() {
        return store.runs(Integer.MAX_VALUE).stream()
                .flatMap(run -> store.journal(run.id()).stream())
                .filter(entry -> entry.kind() == JournalEntry.Kind.TRANSITION)
                .map(entry -> Objects.requireNonNull(entry.previous()).word() + " -> "
                        + entry.current().word())
                .collect(Collectors.toSet());
    }

    /** Where a step stands. */
    public StepRecord step(String plan, String batch, String step) {
        Address address = new Address(plan, batch, step);
        return store.steps(plan).stream()
                .filter(row -> row.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + address));
    }

    /** Why the store is not at rest, empty where it is: nothing under way, nothing frozen, no session left. */
    public String unrest() {
        for (RunRecord run : store.unfinishedRuns()) {
            return "run " + run.id() + " has not ended";
        }
        for (String plan : store.plans()) {
            for (StepRecord step : store.steps(plan)) {
                if (step.state() != State.IDLE && step.state() != State.FAILED) {
                    return step.address() + " is " + step.state().word();
                }
            }
            for (var batch : store.batches(plan)) {
                if (batch.ended() == null) {
                    return "batch " + batch.batch() + " has not ended";
                }
            }
        }
        if (!store.systemState().mode().word().equals("normal")) {
            return "the system is " + store.systemState().mode().word();
        }
        return server.busy().isEmpty() ? "" : "sessions are at work: " + server.busy();
    }
}
