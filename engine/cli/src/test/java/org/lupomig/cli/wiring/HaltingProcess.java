package org.lupomig.cli.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.compiler.Compilation;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.freeze.FreezeSetting;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.target.MariaDbTarget;

/**
 * A process of the engine that is killed at a point of its life. Its words are {@code COMMAND URL PLAN POINT}; the
 * command is one of {@code run}, {@code abreast} (a run with {@code --jobs 4}), {@code rollback}, {@code discard} (a
 * rollback that discards later writes), {@code recover}, {@code purge} (of the plan's batch), {@code expired} (a purge
 * of whatever has expired), {@code retry}, {@code resolve} (the batch is as before), {@code freeze} and {@code thaw}.
 * Behind it may stand what keeps writers out while the system is frozen: {@code run@read_only}, {@code run@accounts}.
 * With {@code stops} behind the point it stands still there, until somebody lets it go on.
 */
final class HaltingProcess {
    /** The accounts that are locked where a command is given with {@code @accounts}. */
    static final List<String> LOCKED = List.of("crash_app", "crash_other", "crash_shut");

    /** Said behind the point: the process is not killed there, but stands still. */
    static final String STOPS = "stops";

    private static final int JOBS = 4;

    /** Is read before a process has its words, so that it can read: its classes are there then, and compiled. */
    private static final Path ANY =
            Path.of("src/test/resources/crash/change.lupomig").toAbsolutePath();

    /** A line at the end of what a process says that has waited for another. */
    static final String QUEUED = "it has waited for its turn";

    /** A line at the end of what a process says that has brought the run of a dead one to its end. */
    static final String RECOVERED = "it has ended what a dead one had begun";

    private HaltingProcess() {}

    /** Is {@link ReadyProcess started ahead}, and then given its words. */
    public static void main(String[] none) throws IOException {
        plan(ANY);
        String[] args = ReadyProcess.awaited(System.in).toArray(String[]::new);
        boolean stops = args.length > 4 && args[4].equals(STOPS);
        Halt halt = new Halt(Integer.parseInt(args[3]), stops ? Halt::stopsThisProcess : Halt::thisProcess);
        Queue<String> met = new ConcurrentLinkedQueue<>();
        RunReport report = perform(args[0], args[1], Path.of(args[2]).toAbsolutePath(), halt, event -> {
            if (event instanceof RunEvent.Queued) {
                met.add(QUEUED);
            } else if (event instanceof RunEvent.Recovered) {
                met.add(RECOVERED);
            }
        });
        System.out.println(end(report, halt));
        Set.copyOf(met).forEach(System.out::println);
        System.exit(report.result().exitStatus());
    }

    /** How it ended, in a line: with what, and how many points were passed; and a line for each problem. */
    static String end(RunReport report, Halt halt) {
        StringBuilder text = new StringBuilder(report.result() + " " + halt.passed() + " " + report.detail());
        report.problems().forEach(problem -> text.append(System.lineSeparator()).append(problem.message()));
        return text.toString();
    }

    /** Gives a command in this process. */
    static RunReport perform(String command, String url, Path file, WatchedPorts ports) {
        return perform(command, url, file, ports, event -> {});
    }

    private static RunReport perform(String command, String url, Path file, WatchedPorts ports, RunListener listener) {
        Path folder = Objects.requireNonNull(file.getParent());
        Plan plan = plan(file);
        int at = command.indexOf('@');
        String word = at < 0 ? command : command.substring(0, at);
        FreezeSetting freeze = at < 0 ? FreezeSetting.ADVISORY : freeze(command.substring(at + 1));
        return perform(url, folder, freeze, listener, ports::in, ports::in, engine -> perform(word, plan, engine));
    }

    private static FreezeSetting freeze(String word) {
        return switch (word) {
            case "read_only" -> new FreezeSetting.ReadOnly();
            case "accounts" ->
                new FreezeSetting.Accounts(LOCKED.stream()
                        .map(name -> ServerObject.user(name, "%"))
                        .toList());
            default -> throw new IllegalArgumentException(word);
        };
    }

    /** What a file says. */
    static Plan plan(Path file) {
        Compilation compilation = new PlanLoader(Objects.requireNonNull(file.getParent()), Map.of(), 20260101000000L)
                .load(file)
                .value()
                .compilation();
        Plan plan = compilation.plan();
        if (plan == null) {
            throw new IllegalStateException(file + " does not compile: " + compilation.diagnostics());
        }
        return plan;
    }

    /**
     * Gives a command in this process.
     *
     * @param folder where plans and what they name are
     */
    static RunReport perform(String url, Path folder, Halt halt, Function<Engine, RunReport> command) {
        return perform(url, folder, store -> halt.in(store), target -> halt.in(target), command);
    }

    /**
     * Gives a command in this process.
     *
     * @param folder where plans and what they name are
     * @param stores puts something before the store
     * @param targets puts something before the target
     */
    static RunReport perform(
            String url,
            Path folder,
            UnaryOperator<Store> stores,
            UnaryOperator<Target> targets,
            Function<Engine, RunReport> command) {
        return perform(url, folder, event -> {}, stores, targets, command);
    }

    /** The same, and somebody hears what happens. */
    static RunReport perform(
            String url,
            Path folder,
            RunListener listener,
            UnaryOperator<Store> stores,
            UnaryOperator<Target> targets,
            Function<Engine, RunReport> command) {
        return perform(url, folder, FreezeSetting.ADVISORY, listener, stores, targets, command);
    }

    private static RunReport perform(
            String url,
            Path folder,
            FreezeSetting freeze,
            RunListener listener,
            UnaryOperator<Store> stores,
            UnaryOperator<Target> targets,
            Function<Engine, RunReport> command) {
        AddressText.Reading.Address address = (AddressText.Reading.Address) AddressText.read(url);
        MariaDbServer server = ((Connecting.Connected) MariaDbServer.connect(address.address())).server();
        MariaDbStore store = new MariaDbStore(server, StoreSchemas.DEFAULT);
        EnginePorts ports = new EnginePorts(
                stores.apply(store),
                targets.apply(MariaDbTarget.withStore(server, StoreSchemas.DEFAULT, store, freeze)),
                new SqlDefinitions(),
                new SqlStatementReader(),
                new PlanFolder(folder),
                InstantSource.system(),
                listener,
                new Owner(
                        Long.toHexString(System.nanoTime()),
                        "crash@test",
                        ProcessHandle.current().pid(),
                        0));
        try {
            return command.apply(new Engine(ports));
        } finally {
            server.close();
        }
    }

    static RunReport perform(String command, Plan plan, Engine engine) {
        Duration patience = Duration.ofSeconds(30);
        String batch = plan.batches().get(0).name();
        Address all = new Address(plan.name(), batch, "");
        return switch (command) {
            case "run" -> engine.run(plan, new RunOptions(false, patience, () -> false));
            case "abreast" ->
                engine.run(plan, new RunOptions(false, patience, RunOptions.IMAGE_LIMIT, JOBS, () -> false));
            case "rollback" -> engine.rollback(plan.name(), batch, false, patience);
            case "discard" ->
                engine.rollback(new RollbackRequest(plan.name(), batch, null, null, false, true, false), patience);
            case "recover" -> engine.recover(patience);
            case "purge" -> engine.purge(PurgeRequest.of(plan.name(), batch, false), patience);
            case "expired" -> engine.purge(PurgeRequest.expired(false), patience);
            case "retry" -> engine.retry(all, patience);
            case "discard-rest" -> engine.retryOverLaterWrites(all, patience);
            case "resolve" ->
                engine.resolve(new Resolve(all, Resolve.As.ROLLED_BACK, "mended by hand", false, () -> true), patience);
            case "freeze" -> engine.freeze(new FreezeRequest(List.of(), "it is tried", false), patience);
            case "thaw" -> engine.thaw(patience);
            default -> throw new IllegalArgumentException(command);
        };
    }
}
