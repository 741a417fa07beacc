package org.lupomig.orchestrator.port;

import org.lupomig.model.sql.ObjectName;

/**
 * Where the rows of a table are kept that a statement changes.
 *
 * @param table the table, with its schema
 * @param image the table that keeps its rows: the columns that are stored, and the primary key where the table has one
 * @param extent which rows it keeps, and what becomes of them
 */
public record RowImage(ObjectName table, ObjectName image, Extent extent) {
    /** Which rows of the table are kept, and what the statement does to them. */
    public enum Extent {
        /** Exactly those that get other values. */
        UPDATED,
        /** Exactly those that go. */
        DELETED,
        /** All rows of the table, whatever is done to them. */
        WHOLE
    }

    /**
     * A filled image.
     *
     * @param left number and digest of the rows of the table that have the image's keys, or of all, as the statement
     *     left them
     * @param checked whether rows that come back are held against the table's foreign keys
     */
    public record Kept(RowImage image, RowDigest left, boolean checked) {
        /** Rows that are held against foreign keys. */
        public Kept(RowImage image, RowDigest left) {
            this(image, left, true);
        }

        /** The same where the table has another name now. */
        public Kept of(ObjectName table) {
            return new Kept(new RowImage(table, image.image(), image.extent()), left, checked);
        }
    }
}
