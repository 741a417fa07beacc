package org.lupomig.orchestrator.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;

/** Reads what {@code SHOW CREATE} prints, and computes the way from one definition back to another. Pure. */
public interface Definitions {

    /**
     * A definition without its name, its AUTO_INCREMENT counter and the order of its secondary keys: two that are equal
     * after this are the same definition.
     */
    String normalised(String definition);

    /**
     * The way that takes {@code table} from {@code after} back to {@code before}.
     *
     * @param alter the statement that led there: it tells a column that was renamed from one that was dropped
     */
    Inverse inverse(ObjectName table, AlterTable alter, String before, String after);

    /** Whether everything by which {@code live} differs from {@code before} may be what {@code alter} does. */
    boolean explains(AlterTable alter, String before, String live);

    /** A table's own foreign keys, in the order of its definition. */
    List<ForeignKey> foreignKeys(String definition);

    /**
     * A foreign key of a table.
     *
     * @param text its whole definition as the server prints it, the name included
     * @param index a plain index of just its columns that bears another name; null where there is none. The server may
     *     have made it for this key, and would make it anew under this one's name when the key comes back
     */
    record ForeignKey(String name, String text, @Nullable String index) {
        /** The key without its index, which keeps its name where the key goes for good. */
        public ForeignKey alone() {
            return new ForeignKey(name, text, null);
        }
    }

    /** Whether each part of {@code live} is as in {@code before} or as in {@code after}: the way back half gone. */
    boolean onTheWay(String before, String after, String live);

    /** What to mind before {@code alter} is sent to a table that looks like this. */
    Caution caution(AlterTable alter, String live);

    /** What the {@code IF [NOT] EXISTS} of an ALTER's actions come to in a table that looks like this. */
    Guards guards(AlterTable alter, String live);

    /** The {@code ALTER SCHEMA} that gives a schema the options it had. */
    String schemaInverse(String schema, String before);

    /** Whether two schemas have the same options, whatever their names. */
    boolean sameOptions(String schema, String other);

    /** Whether everything by which the schema {@code live} differs from {@code before} is an option that is set. */
    boolean explains(AlterSchema alter, String before, String live);

    /** The outcome of {@link #inverse}. */
    sealed interface Inverse {
        /** They are the same already. */
        record Nothing() implements Inverse {}

        /**
         * Statements that lead back, mostly one.
         *
         * @param statements in order
         * @param dropped columns that go, under their names now
         * @param unfit rows that would not come through it as they are
         */
        record Way(List<Back> statements, List<String> dropped, List<UnfitRows> unfit) implements Inverse {
            public Way {
                statements = List.copyOf(statements);
                dropped = List.copyOf(dropped);
                unfit = List.copyOf(unfit);
            }
        }

        /**
         * Statements that lead half way, where values are still missing, and on from there once they are not.
         *
         * @param first none where the table is half way
         * @param dropped columns that go with {@code first}, under their names now
         * @param unfit rows that would not come through {@code first} as they are
         * @param settled says in the definition that the values are back, where what comes then waits for other tables;
         *     none where it need not be said
         */
        record Halves(
                List<Back> first, List<Back> last, List<String> dropped, List<UnfitRows> unfit, List<Back> settled)
                implements Inverse {
            public Halves {
                settled = List.copyOf(settled);
                first = List.copyOf(first);
                last = List.copyOf(last);
                dropped = List.copyOf(dropped);
                unfit = List.copyOf(unfit);
            }
        }

        /** No way back; one sentence says what differs. */
        record Impossible(String reason) implements Inverse {}
    }

    /**
     * The way back of a table whose lost values are kept, as {@link Inverse.Halves}.
     *
     * @param live the table as it is now: as after the statement, or half way back
     */
    Inverse inverse(ObjectName table, AlterTable alter, String before, String live, KeptColumns kept);

    /**
     * Whether a table that has the comment of the half way is as this way leaves it there, and nobody has changed it
     * since; true where that cannot be told.
     *
     * @param after the table as it was after the statement
     */
    boolean isMidway(ObjectName table, AlterTable alter, String before, String after, String live, KeptColumns kept);

    /**
     * What {@code alter} made of the columns whose values are stored, by the table's definitions before and after it.
     */
    AlteredColumns columns(AlterTable alter, String before, String after);

    /** The CHECK constraints that come back with the way back of {@code alter}, by the definitions before and after. */
    List<Check> checks(AlterTable alter, String before, String after);

    /**
     * A CHECK constraint.
     *
     * @param name that of the column, where it is in its definition
     * @param expression SQL, in parentheses
     */
    record Check(String name, String expression) {}

    /** The columns of a table whose values are stored, in its order; without those that are not understood. */
    List<StoredColumn> stored(String definition);

    /**
     * A column.
     *
     * @param type as it is written in a definition, without its character set
     * @param charset null for what is no text
     * @param required whether it is never NULL
     */
    record StoredColumn(String name, String type, @Nullable String charset, boolean required) {}

    /** The partitions of a table, in their order; none where it has none. */
    List<String> partitions(String definition);

    /** Of these, the ones that hold earlier versions of rows, and no row as it is now. */
    List<String> historyPartitions(String definition);

    /**
     * The columns of a unique key that a statement leaves as it is, the name after it by the name before; empty where
     * there is none.
     *
     * @param lost columns whose values do not come through
     */
    Map<String, String> identity(AlterTable alter, String before, List<String> lost);

    /**
     * One ALTER TABLE of a way back.
     *
     * @param refers whether it adds foreign keys, so that rows are held against them
     */
    record Back(String sql, boolean refers) {}

    /**
     * What to mind before an ALTER is sent.
     *
     * @param risks columns whose values may not come through
     * @param unclear why that cannot be told at all, one clause; null where it can
     */
    record Caution(List<Risk> risks, @Nullable String unclear) {
        public Caution {
            risks = List.copyOf(risks);
        }
    }

    /**
     * A column whose values may not come through an ALTER.
     *
     * @param column its name before
     * @param after its name after it; null where it is no more
     * @param why one clause
     * @param condition SQL that rows meet which would lose something; null where nothing tells them
     */
    record Risk(
            String column,
            @Nullable String after,
            String why,
            @Nullable String condition) {}

    /**
     * What guards come to.
     *
     * @param met those whose actions all find what they ask for
     * @param idle whether no action finds what it asks for, so that nothing would be done
     */
    record Guards(List<Span> met, boolean idle) {
        public Guards {
            met = List.copyOf(met);
        }
    }
}
