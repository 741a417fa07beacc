package org.lupomig.model.doctrine;

/** How something came into a table's definition. */
public enum Defined {
    /** With the table: {@code CREATE TABLE}. */
    CREATED,
    /** Added to a table that is there: {@code ALTER TABLE … ADD}, {@code CREATE INDEX}. */
    ADDED,
    /** In place of what was there: {@code MODIFY}, {@code CHANGE}, an option that is set anew. */
    CHANGED
}
