/** The words and sentences of the .lupomig language: lexer, parser and the table of keywords. */
@NullMarked
package org.lupomig.grammar;

import org.jspecify.annotations.NullMarked;
