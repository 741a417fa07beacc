package org.lupomig.model.sql;

import org.lupomig.model.source.Span;

/**
 * A trigger, routine, event or package where a statement names it. Views and sequences are named as tables are, since
 * they share their names: {@link TableRef}.
 *
 * @param name its name, in the default schema where the statement gives none
 * @param qualified whether the statement itself names the schema
 * @param span the words, the schema's included
 */
public record ObjectRef(ObjectName name, boolean qualified, Span span) {}
