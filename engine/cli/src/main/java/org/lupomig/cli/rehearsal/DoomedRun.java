package org.lupomig.cli.rehearsal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lupomig.cli.Loading;
import org.lupomig.cli.Shell;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.wiring.Engines;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.PlanFolder;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;

/**
 * A process that runs a plan on the scratch server up to a boundary, says so, and waits there to be killed. What it is
 * to do comes over its standard input, so that no password is in its arguments; where that ends, so does it.
 */
public final class DoomedRun {
    /** What it says at the boundary. */
    static final String HERE = "here";

    private DoomedRun() {}

    /**
     * What such a process is told.
     *
     * @param directory the working directory of the command
     * @param file the plan, absolute
     * @param folder of the scratch
     * @param parameters of the plan
     */
    record Orders(
            Path directory,
            Path file,
            Path folder,
            String database,
            String url,
            String user,
            String password,
            long imageLimit,
            Map<String, String> parameters,
            Boundary boundary) {
        void write(OutputStream stream) throws IOException {
            DataOutputStream out = new DataOutputStream(stream);
            for (String text : new String[] {
                directory.toString(), file.toString(), folder.toString(), database, url, user, password
            }) {
                out.writeUTF(text);
            }
            out.writeLong(imageLimit);
            out.writeInt(parameters.size());
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                out.writeUTF(parameter.getKey());
                out.writeUTF(parameter.getValue());
            }
            out.writeUTF(boundary.step().plan());
            out.writeUTF(boundary.step().batch());
            out.writeUTF(boundary.step().step());
            out.writeInt(boundary.after());
            out.writeInt(boundary.accepted());
            out.flush();
        }

        static Orders read(InputStream stream) throws IOException {
            DataInputStream in = new DataInputStream(stream);
            Path directory = Path.of(in.readUTF());
            Path file = Path.of(in.readUTF());
            Path folder = Path.of(in.readUTF());
            String database = in.readUTF();
            String url = in.readUTF();
            String user = in.readUTF();
            String password = in.readUTF();
            long imageLimit = in.readLong();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                parameters.put(in.readUTF(), in.readUTF());
            }
            Address step = new Address(in.readUTF(), in.readUTF(), in.readUTF());
            return new Orders(
                    directory,
                    file,
                    folder,
                    database,
                    url,
                    user,
                    password,
                    imageLimit,
                    parameters,
                    new Boundary(step, in.readInt(), in.readInt()));
        }
    }

    /** Begins with orders from standard input. */
    public static void main(String[] arguments) throws IOException {
        Shell shell = Shell.ofProcess();
        InputStream in = System.in;
        Orders orders = Orders.read(in);
        String end = run(shell, orders, in);
        shell.out().println(end);
        shell.flush();
        System.exit(0);
    }

    private static String run(Shell process, Orders orders, InputStream in) {
        Shell shell = new Shell(
                orders.directory(),
                process.variables(),
                process.out(),
                process.err(),
                false,
                false,
                process.clock(),
                process.tokens());
        Answer<LoadedPlan> loaded = Loading.of(shell, orders.parameters()).load(orders.file());
        Plan plan = loaded.isOk() ? loaded.value().compilation().plan() : null;
        if (plan == null) {
            return "the plan does not compile any more";
        }
        Answer<OpenServer> server = ScratchServers.at(orders);
        if (!server.isOk()) {
            return server.problems().get(0).message();
        }
        Path parent = orders.file().getParent();
        Boundary boundary = orders.boundary();
        Arrival arrival = new Arrival(boundary.step().batch(), boundary.accepted(), () -> waitForTheEnd(shell, in));
        RunReport report = Engines.create(
                        shell, server.value(), new PlanFolder(parent == null ? orders.file() : parent), arrival)
                .run(plan, new RunOptions(false, Scratch.PATIENCE, orders.imageLimit(), () -> false));
        return report.result() + ": " + report.detail();
    }

    /** Nothing comes any more over the standard input but its end, when the rehearsal itself was killed. */
    private static void waitForTheEnd(Shell shell, InputStream in) {
        shell.out().println(HERE);
        shell.flush();
        try {
            while (in.read() >= 0) {
                // whatever it is, it is not for us
            }
        } catch (IOException e) {
            // then nobody is there any more either
        }
        Runtime.getRuntime().halt(1);
    }
}
