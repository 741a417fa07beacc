package org.lupomig.model.sql;

import org.lupomig.model.source.Span;

/**
 * A table where a statement names it.
 *
 * @param name its name, in the default schema where the statement gives none
 * @param qualified whether the statement itself names the schema
 * @param span the words, the schema's included
 */
public record TableRef(ObjectName name, boolean qualified, Span span) {}
