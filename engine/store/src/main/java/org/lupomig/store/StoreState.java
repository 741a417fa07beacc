package org.lupomig.store;

import java.util.List;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Version;

/** How a server's store compares with what this program needs. */
public sealed interface StoreState {
    /**
     * It is there, in the version that this program needs.
     *
     * @param unseen critical alerts and errors that nobody has acknowledged
     */
    record Ready(Version version, int unseen) implements StoreState {}

    /**
     * It is not there, or was not finished: the store's plan must run first.
     *
     * @param missing tables that are not there, as {@code schema.table}, sorted
     */
    record Missing(List<String> missing) implements StoreState {
        public Missing {
            missing = List.copyOf(missing);
        }
    }

    /**
     * It was whole and is no longer: nothing may be read from it as if that were all.
     *
     * @param missing tables that are not there, as {@code schema.table}, sorted
     */
    record Damaged(List<String> missing) implements StoreState {
        public Damaged {
            missing = List.copyOf(missing);
        }
    }

    /**
     * Whether it is there cannot be seen: the account may not read it. Nothing may be read from it or written to it as
     * if it were not there.
     *
     * @param problem that, in one clear line
     */
    record Hidden(Problem problem) implements StoreState {}

    /** It is of an earlier version: the store's plan must run first. */
    record Older(Version version) implements StoreState {}

    /** It is of a later version: this program must not touch it. */
    record Newer(Version version) implements StoreState {}
}
