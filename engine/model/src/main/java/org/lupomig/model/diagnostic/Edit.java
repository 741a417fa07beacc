package org.lupomig.model.diagnostic;

import org.lupomig.model.source.Span;

/**
 * One replacement in a file.
 *
 * @param file the file's name as in its {@link org.lupomig.model.source.SourceText}
 * @param span what is replaced; empty for an insertion
 * @param text what stands there afterwards
 */
public record Edit(String file, Span span, String text) {}
