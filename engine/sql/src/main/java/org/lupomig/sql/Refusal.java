package org.lupomig.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.Refused;

/**
 * Why a statement that could be read is run nowhere, in words for people.
 *
 * @param kind what it is, with the action that is in the way: {@code ALTER TABLE … MODIFY COLUMN}
 * @param reason one clause
 * @param at the words that make it so
 */
record Refusal(String kind, String reason, Span at) {
    /** Of tables and sequences that are temporary. */
    static final String ONE_SESSION = "it is gone with its session, and each try of a step has its own; use an ordinary"
            + " one, and drop it at the end of the step";

    /** The first reason in the statement's own order; null where it runs, be it in undo scripts only. */
    static @Nullable Refusal of(StatementFact fact) {
        if (fact instanceof Refused refused) {
            return new Refusal(refused.kind(), refused.reason(), refused.at());
        } else if (fact instanceof CreateTable create) {
            return of(create);
        } else if (fact instanceof AlterTable alter) {
            return AlterRefusals.of(alter);
        } else if (fact instanceof DropTable drop) {
            return drop.temporary() ? new Refusal(drop.kind(), ONE_SESSION, drop.opening()) : null;
        } else if (fact instanceof AlterSchema alter) {
            return AlterRefusals.of(alter);
        }
        return OtherRefusals.of(fact);
    }

    /** The same of an undo script, where nothing is kept of what a statement takes away. */
    static @Nullable Refusal inUndo(StatementFact fact) {
        Refusal refusal = of(fact);
        return refusal == null && fact instanceof AlterTable alter ? AlterRefusals.inUndo(alter) : refusal;
    }

    private static @Nullable Refusal of(CreateTable create) {
        if (create.temporary()) {
            return new Refusal(create.kind(), ONE_SESSION, create.opening());
        }
        Refusal beyond = TableReach.of(create);
        return beyond != null || create.query() == null
                ? beyond
                : OtherRefusals.effect(create.kind(), create.query().uses());
    }
}
