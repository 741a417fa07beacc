package org.lupomig.model.plan;

import java.util.List;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.Statement;

/** The way back that a step or batch declares. */
public sealed interface Undo {
    /** Nothing declared: derived, statement by statement. */
    record Derived() implements Undo {}

    /**
     * Written by the author.
     *
     * @param file where it stands, for people
     * @param statements what is sent, in order
     */
    record Authored(String file, List<Statement> statements) implements Undo {
        public Authored {
            statements = List.copyOf(statements);
        }
    }

    /** The author gives up the way back, and says why. */
    record Waived(String reason, Location location) implements Undo {}
}
