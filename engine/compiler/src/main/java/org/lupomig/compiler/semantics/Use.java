package org.lupomig.compiler.semantics;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/**
 * What a step does to a thing.
 *
 * @param kind the strongest of what its statements do to it
 * @param statement the first that does so
 * @param relative what the statement names, where that is not the thing itself but leads to it; else null
 */
record Use(
        StepDraft step,
        Kind kind,
        Statement statement,
        @Nullable Relative relative) {

    /** From the weakest to the strongest. */
    enum Kind {
        /** Needs it to be there, whatever is in it. */
        NEEDS,
        /** Needs it gone. */
        NEEDS_GONE,
        /** Needs rows to be there, or not to be, whatever stands in their other columns. */
        READS_KEYS,
        READS,
        /** Changes values in rows, but none that other rows refer to. */
        UPDATES,
        /** Adds rows, removes them, or changes what others refer to. */
        WRITES,
        ALTERS,
        DROPS,
        CREATES;

        boolean changesDefinition() {
            return this == ALTERS || this == DROPS || this == CREATES;
        }

        boolean writesRows() {
            return this == UPDATES || this == WRITES;
        }

        /** Whether it matters which of two comes first. */
        boolean matters(Kind other) {
            if (this == NEEDS_GONE || other == NEEDS_GONE) {
                return this == DROPS || other == DROPS;
            }
            if (changesDefinition() || other.changesDefinition()) {
                return true;
            }
            return writesRows() ? other.isTouchedBy(this) : other.writesRows() && isTouchedBy(other);
        }

        /** Whether all that matters with {@code earlier} matters with this too. */
        boolean covers(Kind earlier) {
            return switch (this) {
                case CREATES, DROPS -> true;
                case ALTERS -> earlier != NEEDS_GONE;
                case WRITES, UPDATES -> earlier != NEEDS && earlier != NEEDS_GONE && earlier.compareTo(this) <= 0;
                case NEEDS, NEEDS_GONE, READS_KEYS, READS -> false;
            };
        }

        private boolean isTouchedBy(Kind writer) {
            return switch (this) {
                case READS_KEYS -> writer == WRITES;
                case READS, UPDATES, WRITES -> true;
                case NEEDS, NEEDS_GONE, ALTERS, DROPS, CREATES -> false;
            };
        }
    }

    /** How a statement that does not name a thing comes to it. */
    record Relative(String words, Statement definition) {}

    /** This and {@code next} of the same step as one. */
    Use and(Use next) {
        boolean again = kind == Kind.DROPS && next.kind == Kind.CREATES;
        // CREATE OR REPLACE does both at one place
        boolean taken = kind == Kind.CREATES
                && next.kind == Kind.DROPS
                && !statement.location().equals(next.statement.location());
        return again || taken || next.kind.compareTo(kind) > 0 ? next : this;
    }

    /** What it does, as a verb that the thing's name follows. */
    String verb(Thing thing) {
        String verb = plainVerb(thing);
        return relative == null ? verb : verb + " (by " + relative.words() + ")";
    }

    /** What it does, without how it comes to it. */
    String plainVerb(Thing thing) {
        StatementFact fact = statement.fact();
        boolean renames = fact instanceof StatementFact.RenameTable || fact instanceof EventFact.AlterEvent;
        if (fact instanceof AccountFact.RenameAccounts) {
            return kind == Kind.CREATES ? "renames an account to" : "renames";
        }
        if (thing.kind() == Thing.Kind.MEMBER) {
            return kind == Kind.CREATES ? "grants" : kind == Kind.DROPS ? "revokes" : "refers to";
        }
        boolean calls = thing.isProgram() && !(fact instanceof GrantFact || fact instanceof RoutineFact);
        return switch (kind) {
            case NEEDS -> thing.isSchema() ? "works in" : calls ? "calls" : "refers to";
            case NEEDS_GONE -> "drops the parent of";
            case READS_KEYS, READS -> "reads";
            case UPDATES, WRITES -> writes(thing);
            case ALTERS -> "alters";
            case CREATES ->
                !renames ? "creates" : thing.kind() == Thing.Kind.EVENT ? "moves an event to" : "moves a table to";
            case DROPS -> renames ? "moves" : "drops";
        };
    }

    private static String writes(Thing thing) {
        return switch (thing.kind()) {
            case VARIABLE -> "sets";
            case ACCOUNT -> "alters";
            default -> "writes to";
        };
    }
}
