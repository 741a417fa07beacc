package org.lupomig.model.sql;

/**
 * What is known of a statement's undo before it runs.
 *
 * @param strategy how it will be undone
 * @param explanation one clause for people: {@code drop lupopedia_orchestration, if empty}
 */
public record UndoForecast(Strategy strategy, String explanation) {
    /** How a statement is undone. */
    public enum Strategy {
        /** It changes nothing. */
        NOTHING("nothing"),
        /** The author wrote the way back. */
        AUTHORED("authored"),
        /** The opposite statement, computed from the definition read before. */
        INVERSE("inverse"),
        /** What it takes away is set aside, and put back. */
        HOLD("hold"),
        /** Its rows go with the table, which the same batch created. */
        WITH_ITS_TABLE("with its table"),
        /** The rows that it changes are kept beside it, and put back. */
        ROW_IMAGE("row image"),
        /** All rows of the table that it changes are kept beside it, and put back. */
        TABLE_IMAGE("table image"),
        /** The file as it was before is kept, and put back whole. */
        FILE_COPY("file copy"),
        /** No way back is known, and its author gives it up. */
        WAIVED("waived"),
        /** Its text is read just before it runs, and taken back as that statement is. */
        LATE("late"),
        /** No way back is known. */
        NONE("none");

        private final String word;

        Strategy(String word) {
            this.word = word;
        }

        /** The words that users see. */
        public String word() {
            return word;
        }
    }
}
