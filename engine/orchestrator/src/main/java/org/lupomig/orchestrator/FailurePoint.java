package org.lupomig.orchestrator;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.journal.Write.Alert.Level;

/** Failures that the whole of the work is judged by: what each takes back, and how a person hears of it. */
public enum FailurePoint {
    /** Steps of one batch under several epochs. */
    MIXED_EPOCHS(RollbackClass.A, Level.CRITICAL, EngineMessage.EPOCHS_MIXED),
    /** An epoch that begins before the last one has ended. */
    TIMESTAMP_REGRESSION(RollbackClass.A, Level.CRITICAL, EngineMessage.EPOCH_WENT_BACK),
    /** A file whose header does not hold after its change. */
    HEADER_FAILURE(RollbackClass.D, Level.WARNING, EngineMessage.HEADER_FAILED),
    /** A file whose authority is not known in the new epoch. */
    AUTHORITY_UNRESOLVED(RollbackClass.C, Level.ERROR, EngineMessage.AUTHORITY_UNKNOWN),
    /** References that lead nowhere after the change. */
    ORPHANS(RollbackClass.C, Level.ERROR, EngineMessage.REFERENCE_LOST);

    private final RollbackClass rollbackClass;
    private final Level level;
    private final EngineMessage message;

    FailurePoint(RollbackClass rollbackClass, Level level, EngineMessage message) {
        this.rollbackClass = rollbackClass;
        this.level = level;
        this.message = message;
    }

    /** What it takes back. */
    public RollbackClass rollbackClass() {
        return rollbackClass;
    }

    /** How much its alert weighs. */
    public Level level() {
        return level;
    }

    /** What is said of it. */
    public EngineMessage message() {
        return message;
    }

    /** What a failure takes back: what was declared, or what its point says where that is more. */
    public static RollbackClass atLeast(RollbackClass declared, Problem problem) {
        return Stream.of(values())
                .filter(point -> point.message == problem.type())
                .map(point -> point.rollbackClass)
                .filter(its -> its.atLeast(declared))
                .findFirst()
                .orElse(declared);
    }

    /** The alerts that these problems raise. */
    public static List<Write> alerts(List<Problem> problems, long at) {
        return problems.stream()
                .flatMap(problem -> List.of(values()).stream()
                        .filter(point -> point.message == problem.type())
                        .<Write>map(point -> new Write.Alert(
                                point.level,
                                point.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                problem.message() + " (class " + point.rollbackClass + ")",
                                at)))
                .toList();
    }
}
