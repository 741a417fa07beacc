package org.lupomig.testkit.statements;

/**
 * One statement as a client sends it, without its delimiter.
 *
 * @param text from its first character that is not a blank to its last; comments belong to it
 * @param offset where it begins in its file, counted in characters
 */
public record CaseSql(String text, int offset) {
    /** Where it ends in its file: the offset of what follows. */
    public int end() {
        return offset + text.length();
    }
}
