package org.lupomig.model.sql;

/**
 * Rows that would not come through a change of their column as they are.
 *
 * @param condition an SQL condition that such rows meet, and no others
 * @param why for people, one clause: {@code column a has values that do not fit into VARCHAR(10)}
 */
public record UnfitRows(String condition, String why) {}
