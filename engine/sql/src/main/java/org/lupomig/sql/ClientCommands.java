package org.lupomig.sql;

import org.jspecify.annotations.Nullable;

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

    /** Whether a backslash begins a command, other than one that sends what there is. */
    static boolean isSign(String text, int backslash) {
        return backslash + 1 < text.length() && ofSign(text.charAt(backslash + 1)) != null;
    }

    /** The command that a sign behind a backslash stands for; null for none, or one that sends what there is. */
    static @Nullable String ofSign(char sign) {
        return switch (sign) {
            case '.' -> "SOURCE";
            case '!' -> "SYSTEM";
            case 'T' -> "TEE";
            case 't' -> "NOTEE";
            case 'P' -> "PAGER";
            case 'n' -> "NOPAGER";
            case 'C' -> "CHARSET";
            case 'u' -> "USE";
            case 'r' -> "CONNECT";
            case 'q' -> "QUIT";
            case 'W' -> "WARNINGS";
            case 'w' -> "NOWARNING";
            case 's' -> "STATUS";
            case 'R' -> "PROMPT";
            case '#' -> "REHASH";
            case 'c' -> "CLEAR";
            case 'p' -> "PRINT";
            case 'e' -> "EDIT";
            case 'd' -> "DELIMITER";
            case 'h', '?' -> "HELP";
            default -> null;
        };
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
