package org.lupomig.orchestrator.port;

import java.util.List;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;

/** Reads what {@code SHOW CREATE} prints, and computes the way from one definition back to another. Pure. */
public interface Definitions {

    /**
     * A definition without its name, its AUTO_INCREMENT counter and the order of its secondary keys: two that are equal
     * after this are the same definition.
     */
    String normalised(String definition);

    /** The ALTER that takes {@code table} from {@code after} back to {@code before}. */
    Inverse inverse(ObjectName table, String before, String after);

    /** Whether everything by which {@code live} differs from {@code before} is what {@code alter} adds. */
    boolean explains(AlterTable alter, String before, String live);

    /** A table's own foreign keys, in the order of its definition. */
    List<ForeignKey> foreignKeys(String definition);

    /**
     * A foreign key of a table.
     *
     * @param text its whole definition as the server prints it, the name included
     */
    record ForeignKey(String name, String text) {}

    /** The outcome of {@link #inverse}. */
    sealed interface Inverse {
        /** They are the same already. */
        record Nothing() implements Inverse {}

        /** One ALTER TABLE. */
        record Alter(String sql) implements Inverse {}

        /** No way back; one sentence says what differs. */
        record Impossible(String reason) implements Inverse {}
    }
}
