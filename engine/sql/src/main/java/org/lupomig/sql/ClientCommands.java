package org.lupomig.sql;

/** Commands that the {@code mariadb} client answers itself. They end with their line, not with the delimiter. */
final class ClientCommands {
    private ClientCommands() {}

    /** What a statement is to the client. */
    enum Command {
        NONE,
        /** A statement of the server too; on one line it needs no delimiter. */
        USE,
        OTHER
    }

    /** What the statement that begins with these words is. */
    static Command of(String text, Tokens tokens) {
        if (tokens.kind(0) != Tokens.WORD || tokens.end(0) - tokens.start(0) > 9) {
            return Command.NONE;
        }
        String word = Characters.upper(text.substring(tokens.start(0), tokens.end(0)));
        return word.equals("USE") ? Command.USE : isCommand(word) ? Command.OTHER : Command.NONE;
    }

    /** Whether {@code word}, in upper case, at a statement's beginning is one of them, {@code USE} aside. */
    static boolean isCommand(String word) {
        return switch (word) {
            case "SOURCE", "SYSTEM", "TEE", "NOTEE", "PAGER", "NOPAGER", "CHARSET", "CONNECT", "EXIT", "QUIT" -> true;
            case "WARNINGS", "NOWARNING", "STATUS", "PROMPT", "REHASH", "CLEAR", "PRINT", "EDIT", "GO", "EGO" -> true;
            default -> false;
        };
    }
}
