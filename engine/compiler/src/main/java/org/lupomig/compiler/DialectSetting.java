package org.lupomig.compiler;

import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;
import org.lupomig.sql.ScriptDialect;

/**
 * A setting of a project that says how the scripts of a database are quoted.
 *
 * @param dialect how they begin to be read
 * @param file the settings file
 * @param database where that file names the database
 * @param addressed whether the database has an address of its own: it may be another plan's
 */
public record DialectSetting(ScriptDialect dialect, SourceText file, Span database, boolean addressed) {}
