package org.lupomig.sql;

/** What a script is for: it decides which statements are refused. */
public enum ScriptUse {
    /** The change itself. */
    FORWARD,
    /** A change whose author gives up the way back where there is none. */
    WAIVED,
    /** An author's way back: nothing is kept of what it removes. */
    UNDO
}
