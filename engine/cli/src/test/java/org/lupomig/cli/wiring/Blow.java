package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.Strike;

/** Gives a command to which something happens at one of its points. */
interface Blow {
    /** The word for a command that ended before it came to its point. */
    String MISSED = "ended before";

    /**
     * How the command ended.
     *
     * @param word what has happened to it, as it is counted
     * @param said what it said in the end, as far as it came to say something
     */
    record Struck(String word, String said) {
        boolean missed() {
            return word.equals(MISSED);
        }
    }

    /** Gives it. */
    Struck strike(String command, TestDatabase database, Path plan, int point) throws Exception;

    /** Its process is killed at a call that changes something. */
    static Blow kill() {
        return (command, database, plan, point) -> {
            CrashedProcess process = CrashedProcess.run(command, database, plan, point);
            return new Struck(process.killed() ? "killed" : MISSED, process.output());
        };
    }

    /** Any of its calls fails: by turns in each of these ways. */
    static Blow failedCalls(List<Failure> failures) {
        AtomicInteger turn = new AtomicInteger();
        return (command, database, plan, point) -> {
            Failure failure = failures.get(turn.getAndIncrement() % failures.size());
            List<BackupAtWork> backups = new ArrayList<>();
            Halt strikes = Halt.atAnyCall(point, () -> failure.strike(database, backups::add));
            String said;
            try {
                said = HaltingProcess.end(
                        HaltingProcess.perform(command, database.jdbcUrlWithAccount(), plan, strikes), strikes);
            } catch (IllegalStateException | ConnectionLost | ServerRefused e) {
                said = e.toString();
            } finally {
                backups.forEach(BackupAtWork::close);
            }
            return new Struck(strikes.passed() >= point ? failure.word() : MISSED, said);
        };
    }

    /** One of its statements is struck: by turns in each of these ways. */
    static Blow struckStatements(List<StatementStrike> strikes) {
        AtomicInteger turn = new AtomicInteger();
        return (command, database, plan, point) -> {
            StatementStrike strike = strikes.get(turn.getAndIncrement() % strikes.size());
            StatementStrike.Struck struck = strike.strike(command, database, plan, point);
            return new Struck(struck.struck() ? strike.word() : MISSED, struck.said());
        };
    }

    /** The server is killed at one of its statements, and is there again when the command has ended. */
    static Blow killOfServer(OwnServer server) {
        return (command, database, plan, point) -> {
            Strike kills = new Strike.Ends(server::kill);
            StatementStrike.Struck struck = StatementStrike.here(command, server.database(), plan, point, kills);
            if (!server.isAlive()) {
                server.restart();
            }
            return new Struck(struck.struck() ? "killed" : MISSED, struck.said());
        };
    }
}
