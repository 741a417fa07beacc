package org.lupomig.orchestrator.undo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;

/**
 * Which steps, one behind the other, are taken back as a group: those that have only made tables, and filled and
 * altered what they have made themselves, and whose statements were all answered. Foreign keys lead neither to these
 * tables nor from them: so it is all the same when exactly each statement is sent. They share sessions, so they were
 * sent under the same settings.
 */
final class UndoGroups {
    /** What a few steps would gain is not worth it. */
    static final int LEAST = 8;

    /** So many names fit well into one question. */
    static final int MOST = 50;

    private UndoGroups() {}

    /**
     * How many are taken back together, from one on down.
     *
     * @param from the place of the first of them, which was applied last
     * @param tables those of groups that are taken back beside this one, to which its own come
     * @return 0 where they are too few
     */
    static int size(List<StepTrail> trails, int from, Set<ObjectName> tables) {
        Set<String> contexts = new HashSet<>();
        int size = 0;
        while (size < MOST && from - size >= 0 && joins(trails.get(from - size), tables, contexts)) {
            size++;
        }
        return size < LEAST ? 0 : size;
    }

    private static boolean joins(StepTrail trail, Set<ObjectName> tables, Set<String> contexts) {
        if (trail.statements().isEmpty()
                || !trail.authored().isEmpty()
                || trail.ofBatch().begun()
                || !trail.discards().isEmpty()
                || trail.begunToUndo()) {
            return false;
        }
        Set<ObjectName> made = new HashSet<>();
        for (StatementTrail statement : trail.statements()) {
            contexts.add(statement.intent().context());
            if (contexts.size() > 1 || statement.done() == null || !isOnOwn(trail, statement, made)) {
                return false;
            }
        }
        return made.stream().allMatch(tables::add);
    }

    private static boolean isOnOwn(StepTrail trail, StatementTrail statement, Set<ObjectName> made) {
        Work work = statement.intent().work();
        if (work instanceof Work.CreatesTable creates) {
            made.add(creates.table());
            return !creates.filled() && isAlone(statement, creates.table());
        }
        return work instanceof Work.Inserts inserts ? made.contains(inserts.table()) : trail.goesWithItsTable(work);
    }

    private static boolean isAlone(StatementTrail statement, ObjectName table) {
        return statement.done() == null
                || !(statement.done().after().objects().get(table) instanceof ObjectState.Present left)
                || OwnTable.isAlone(left);
    }
}
