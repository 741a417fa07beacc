package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.Owner;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.journal.MariaDbStore;
import org.lupomig.store.target.MariaDbTarget;

/**
 * A process of the engine that is killed at a point of its life: {@code run|rollback|recover URL PLAN POINT}. With the
 * number of another process behind that, that one is killed.
 */
final class HaltingProcess {
    private HaltingProcess() {}

    public static void main(String[] args) {
        AddressText.Reading.Address address = (AddressText.Reading.Address) AddressText.read(args[1]);
        MariaDbServer server = ((Connecting.Connected) MariaDbServer.connect(address.address())).server();
        Halt halt = new Halt(
                Integer.parseInt(args[3]),
                args.length > 4 ? () -> Halt.other(Long.parseLong(args[4])) : Halt::thisProcess);
        MariaDbStore store = new MariaDbStore(server, StoreSchemas.DEFAULT);
        Path file = Path.of(args[2]).toAbsolutePath();
        Path folder = Objects.requireNonNull(file.getParent());
        EnginePorts ports = new EnginePorts(
                halt.in(store),
                halt.in(MariaDbTarget.withStore(server, StoreSchemas.DEFAULT, store)),
                new SqlDefinitions(),
                new SqlStatementReader(),
                new PlanFolder(folder),
                InstantSource.system(),
                event -> {},
                new Owner(
                        Long.toHexString(System.nanoTime()),
                        "crash@test",
                        ProcessHandle.current().pid(),
                        0));
        Plan plan = new PlanLoader(folder, Map.of(), 20260101000000L)
                .load(file)
                .value()
                .compilation()
                .plan();
        if (plan == null) {
            throw new IllegalStateException(file + " does not compile");
        }
        Engine engine = new Engine(ports);
        Duration patience = Duration.ofSeconds(30);
        RunReport report =
                switch (args[0]) {
                    case "run" -> engine.run(plan, new RunOptions(false, patience, () -> false));
                    case "rollback" ->
                        engine.rollback(plan.name(), plan.batches().get(0).name(), false, patience);
                    case "recover" -> engine.recover(patience);
                    default -> throw new IllegalArgumentException(args[0]);
                };
        System.out.println(report.result() + " " + halt.passed() + " " + report.detail());
        report.problems().forEach(problem -> System.out.println(problem.message()));
        server.close();
        System.exit(report.result().exitStatus());
    }
}
