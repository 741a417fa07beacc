package org.lupomig.model.sql;

import org.lupomig.model.source.Span;

/**
 * An option of something that is no table: {@code MAX_USER_CONNECTIONS 5}, {@code SQL SECURITY INVOKER}.
 *
 * @param name in upper case
 * @param value without quotes and escapes; words in upper case; empty where there is none
 * @param span its words
 */
public record Setting(String name, String value, Span span) {}
