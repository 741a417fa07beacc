package org.lupomig.orchestrator.undo;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.ChangesAccounts.Does;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Takes back changes of accounts and roles: what was not there is dropped, of what was there exactly the difference is
 * made. Killed at any line, what is there lies between what the statement left and what was before, right by right, and
 * the next attempt goes on from there. What lies elsewhere is somebody else's doing, and waits for a person.
 */
final class AccountUndo {
    private final Likeness likeness;
    private final UndoSteps steps;

    AccountUndo(Likeness likeness, UndoSteps steps) {
        this.likeness = likeness;
        this.steps = steps;
    }

    UndoResult undo(ChangesAccounts work, StatementTrail trail) {
        return steps.resuming(work, once(work, trail, true), () -> once(work, trail, false));
    }

    /**
     * Looks, and goes on from there.
     *
     * @param clears whether a role that was replaced is dropped first; not when that has been done already: what others
     *     granted since is theirs
     */
    private UndoResult once(ChangesAccounts work, StatementTrail trail, boolean clears) {
        if (work.does() == Does.RENAME) {
            UndoResult renamed = renameBack(work, trail);
            if (renamed != null) {
                return renamed;
            }
        }
        for (ServerObject object : work.others()) {
            ServerObjectState live = steps.session().look(object);
            if (!isAsBefore(object, trail, live) && !ours(object, work, trail, live)) {
                return notOurs(object, work);
            }
        }
        Refusal cleared = clears ? cleared(work, trail) : null;
        if (cleared != null) {
            return UndoResult.Stuck.by(work.others().get(0) + " could not be made as it was", cleared);
        }
        for (ServerObject object : work.others()) {
            Refusal refusal = restore(object, trail);
            if (refusal != null) {
                return UndoResult.Stuck.by(object + " could not be made as it was", refusal);
            }
        }
        return UndoResult.restored();
    }

    /** A role that was replaced may be in others' hands: only who makes it again may grant it. */
    private @Nullable Refusal cleared(ChangesAccounts work, StatementTrail trail) {
        ServerObject first = work.others().get(0);
        boolean changed = work.others().stream()
                .anyMatch(object -> !isAsBefore(object, trail, steps.session().look(object)));
        if (!replacesRole(work) || !changed || steps.session().look(first).absent()) {
            return null;
        }
        return steps.send(
                ChangesAccounts.alone(Does.DROP, first),
                new TargetOperation.DropObject(first),
                "DROP ROLE " + first.grantee());
    }

    private static boolean replacesRole(ChangesAccounts work) {
        return work.does() == Does.REPLACE && work.others().get(0).kind() == ServerObject.Kind.ROLE;
    }

    /** Under its own name again, with all that it may; null where nothing, or everything else, is to be done yet. */
    private @Nullable UndoResult renameBack(ChangesAccounts work, StatementTrail trail) {
        ServerObject from = work.others().get(0);
        ServerObject to = work.others().get(1);
        ServerObjectState live = steps.session().look(to);
        if (!steps.session().look(from).absent() || !(live instanceof Present is)) {
            return null;
        }
        if (!(trail.intent().before().other(from) instanceof Present was) || !lies(was, is, after(to, trail))) {
            return notOurs(to, work);
        }
        String sql = "RENAME USER " + to.grantee() + " TO " + from.grantee();
        Refusal refusal = steps.send(
                new ChangesAccounts(Does.RENAME, java.util.List.of(to, from), Set.of(ChangesAccounts.ANY), true),
                new TargetOperation.Send(sql),
                sql);
        return refusal == null ? null : new UndoResult.Stuck(to + " could not be renamed back: " + refusal.text());
    }

    private @Nullable Refusal restore(ServerObject object, StatementTrail trail) {
        ServerObjectState live = steps.session().look(object);
        if (isAsBefore(object, trail, live)) {
            return null;
        }
        if (!(trail.intent().before().other(object) instanceof Present before)) {
            return steps.send(
                    ChangesAccounts.alone(Does.DROP, object),
                    new TargetOperation.DropObject(object),
                    "DROP " + object.kind().words() + " " + object.grantee());
        }
        // What is sent holds the hash of a password: of it, the journal has only what it is for.
        Does does = live.absent() ? Does.CREATE : Does.ALTER;
        return steps.send(
                ChangesAccounts.alone(does, object),
                new TargetOperation.RestoreAccount(object, before, live),
                does + " " + object.kind().words() + " " + object.grantee() + " …");
    }

    private boolean isAsBefore(ServerObject object, StatementTrail trail, ServerObjectState live) {
        ServerObjectState before = trail.intent().before().other(object);
        return likeness.same(before, live)
                && !(before instanceof Present was && live instanceof Present is && otherPassword(was, is));
    }

    /** Whether a password was set, be it the same one. */
    private static boolean otherPassword(Present was, Present is) {
        String before = was.beside().get(Present.PASSWORD_SET);
        return before != null && !before.equals(is.beside().get(Present.PASSWORD_SET));
    }

    /** Whether what is there is what the statement left, or what an undo that was cut short has made of it. */
    private boolean ours(ServerObject object, ChangesAccounts work, StatementTrail trail, ServerObjectState live) {
        ServerObjectState before = trail.intent().before().other(object);
        if (!work.explains(before, live)) {
            return false;
        }
        if (live.absent()) {
            // What was made is gone: by an undo. What was there: by the statement, if that was known to take it.
            return trail.done() == null
                    || before.absent()
                    || work.does() == Does.RENAME
                    || (replacesRole(work) && object.equals(work.others().get(0)))
                    || after(object, trail) instanceof ServerObjectState.Absent;
        }
        return trail.done() == null || replacesRole(work) || lies(before, live, after(object, trail));
    }

    /** Whether everything that {@code live} has is from one of the others, and it lacks nothing that both have. */
    private static boolean lies(ServerObjectState before, ServerObjectState live, @Nullable ServerObjectState after) {
        if (after == null || !(live instanceof Present is)) {
            return true;
        }
        boolean known = isOf(before, is) || isOf(after, is);
        Set<String> all = new HashSet<>(rights(before));
        all.addAll(rights(after));
        Set<String> both = new HashSet<>(rights(before));
        both.retainAll(rights(after));
        return known
                && all.containsAll(is.settings().keySet())
                && is.settings().keySet().containsAll(both);
    }

    /** A state is told by more than one statement where a password has expired: then less is its beginning. */
    private static boolean isOf(ServerObjectState state, Present live) {
        return state instanceof Present whole
                && (whole.definition().equals(live.definition())
                        || whole.definition().startsWith(live.definition() + "\n"));
    }

    private static Set<String> rights(ServerObjectState state) {
        return state instanceof Present present ? present.settings().keySet() : Set.of();
    }

    private static @Nullable ServerObjectState after(ServerObject object, StatementTrail trail) {
        return trail.done() == null ? null : trail.done().after().other(object);
    }

    private static UndoResult notOurs(ServerObject object, ChangesAccounts work) {
        return new UndoResult.Stuck(
                object + ": what it is now is neither what it was before nor what " + work.summary() + " made of it");
    }
}
