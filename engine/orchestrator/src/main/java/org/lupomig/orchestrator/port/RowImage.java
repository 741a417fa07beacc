package org.lupomig.orchestrator.port;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;

/**
 * Where the rows of a table are kept that a statement changes.
 *
 * @param table the table, with its schema
 * @param image the table that keeps its rows: the columns that are stored, and the primary key where the table has one.
 *     Of rows that come in it has their keys, and is made only where the journal cannot hold these
 * @param extent which rows it keeps, and what becomes of them
 * @param rows what goes through the rows that are kept, from {@code FROM} on; empty for rows that come in
 */
public record RowImage(ObjectName table, ObjectName image, Extent extent, String rows) {
    /** Which rows of the table are kept, and what the statement does to them. */
    public enum Extent {
        /** Exactly those that get other values. */
        UPDATED,
        /** Exactly those that go. */
        DELETED,
        /** Exactly those that refer to rows that change, and go or change with them. */
        RELATED,
        /** Exactly those that come in, by their keys alone. */
        ADDED,
        /** All rows of the table, whatever is done to them. */
        WHOLE
    }

    /**
     * How a statement left the rows of a table.
     *
     * @param rows number and digest of the rows of the table that have the image's keys, or of all
     * @param keys of rows that came in, as {@code 1-1000 1005}; null where the image has them, and for all else
     * @param orphans by each foreign key by which there are any: of the rows of this table those that referred to
     *     nothing before the statement, and of the rows of others those that refer to what it put in
     * @param imaged how many rows the image had then; null where it keeps none, or the journal does not say
     */
    public record Left(
            RowDigest rows,
            @Nullable String keys,
            List<Orphans> orphans,
            @Nullable Long imaged) {
        public Left {
            orphans = List.copyOf(orphans);
        }

        /** Where every row refers to something. */
        public Left(RowDigest rows, @Nullable String keys) {
            this(rows, keys, List.of(), null);
        }

        /** The same with other rows left. */
        public Left with(RowDigest now) {
            return new Left(now, keys, orphans, imaged);
        }
    }

    /**
     * A filled image.
     *
     * @param left how the statement left the rows
     * @param checked whether rows that come back are held against the table's foreign keys
     * @param going tables that go themselves in what follows: of keys to and from them nothing is asked any more
     */
    public record Kept(RowImage image, Left left, boolean checked, Set<ObjectName> going) {
        public Kept {
            going = Set.copyOf(going);
        }

        /** Rows that are held against foreign keys. */
        public Kept(RowImage image, Left left) {
            this(image, left, true, Set.of());
        }

        /** The same where the table has another name now. */
        public Kept of(ObjectName table) {
            return new Kept(new RowImage(table, image.image(), image.extent(), image.rows()), left, checked, going);
        }
    }
}
