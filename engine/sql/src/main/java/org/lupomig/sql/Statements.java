package org.lupomig.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;

/** Writes the statements that are sent in place of those an author wrote. */
public final class Statements {
    private Statements() {}

    /**
     * A statement without some of its words, such as {@code IF NOT EXISTS}.
     *
     * @param guards spans in {@code sql} that do not overlap, in any order
     */
    public static String withoutGuards(String sql, List<Span> guards) {
        StringBuilder out = new StringBuilder(sql.length());
        int done = 0;
        for (Span guard : guards.stream().sorted().toList()) {
            out.append(sql, done, guard.start());
            boolean spaced = guard.end() < sql.length() && Characters.isSpace(sql.charAt(guard.end()));
            done = spaced ? guard.end() + 1 : guard.end();
        }
        return out.append(sql, done, sql.length()).toString();
    }

    /**
     * An {@code ALTER TABLE} without one of its actions, and without the comma that parts it from the one before it, or
     * from the next.
     *
     * @param action where it stands; it is not the only one
     */
    public static String withoutAction(String sql, Span action) {
        Splitter splitter = Splitter.ofOne(sql);
        int start = action.start();
        int end = action.end();
        boolean begins = true;
        if (splitter.next()) {
            Tokens tokens = splitter.tokens();
            for (int i = 0; i < tokens.count(); i++) {
                boolean comma = tokens.kind(i) == Tokens.SYMBOL && sql.charAt(tokens.start(i)) == ',';
                if (comma && tokens.end(i) <= action.start()) {
                    start = tokens.start(i);
                    begins = false;
                } else if (comma && begins && tokens.start(i) >= action.end()) {
                    end = tokens.end(i);
                    break;
                }
            }
        }
        return withoutGuards(sql, List.of(new Span(start, end)));
    }

    /**
     * A statement as people may see it, without its comments: of one that may hold a password, {@link #withoutSecrets}.
     */
    public static String shown(Statement statement) {
        String sql = statement.sql();
        return statement.mayHoldSecrets()
                ? withoutSecrets(sql)
                : KeptComments.of(statement.fact()) == KeptComments.NONE ? sql : withoutComments(sql);
    }

    private static String withoutComments(String sql) {
        Splitter splitter = Splitter.ofOne(sql);
        boolean read = splitter.next() && splitter.problem() == null;
        return read ? SentText.of(sql, splitter.tokens(), new Span(0, sql.length())) : sql;
    }

    /**
     * A statement with {@code '<secret>'} for every text in it that may be a password or its hash, and without its
     * comments, which may hold one. It can be read as the same statement.
     */
    public static String withoutSecrets(String sql) {
        Splitter splitter = Splitter.ofOne(sql);
        if (!splitter.next() || splitter.problem() != null) {
            return "";
        }
        Tokens tokens = splitter.tokens();
        StringBuilder out = new StringBuilder(sql.length());
        boolean all = Statement.mentionsHiddenVariable(sql);
        boolean starred = false;
        for (int i = 0; i < tokens.count(); i++) {
            if (i > 0 && tokens.start(i) > tokens.end(i - 1)) {
                out.append(' ');
            }
            boolean text = tokens.kind(i) == Tokens.STRING;
            // texts one behind the other are one text to the server
            starred = text && i > 0 && (starred || announcesSecret(sql, tokens, i - 1));
            if (starred || (all && (text || isSetTo(sql, tokens, i)))) {
                out.append(Statement.SECRET);
            } else if (text && Statement.mentionsSecrets(sql.substring(tokens.start(i), tokens.end(i)))) {
                // A statement in a text, which may hold one in its turn.
                out.append(Statement.SECRET);
            } else {
                out.append(sql, tokens.start(i), tokens.end(i));
            }
        }
        return out.toString();
    }

    /** A word behind a sign is a text to the variables that take one. */
    private static boolean isSetTo(String sql, Tokens tokens, int i) {
        return i > 0
                && tokens.kind(i) == Tokens.WORD
                && tokens.kind(i - 1) == Tokens.SYMBOL
                && sql.charAt(tokens.end(i - 1) - 1) == '=';
    }

    private static boolean announcesSecret(String sql, Tokens tokens, int i) {
        String word = sql.substring(tokens.start(i), tokens.end(i)).toUpperCase(Locale.ROOT);
        return switch (word) {
            case "BY", "PASSWORD", "CONNECTION", "USING", "AS", "=", "(" -> true;
            default -> false;
        };
    }

    /** All guards of an ALTER: the table's and those of its actions, in order, each once. */
    public static List<Span> guards(AlterTable alter) {
        TreeSet<Span> guards = new TreeSet<>();
        add(guards, alter.guard());
        for (AlterAction action : alter.actions()) {
            add(guards, action.guard());
        }
        return List.copyOf(guards);
    }

    /**
     * {@code RENAME TABLE} of pairs whose names are wholly known.
     *
     * @param renames at least one
     */
    public static String renameTable(List<Rename> renames) {
        if (renames.isEmpty()) {
            throw new IllegalArgumentException("nothing to rename");
        }
        StringBuilder sql = new StringBuilder("RENAME TABLE ");
        String separator = "";
        for (Rename rename : renames) {
            sql.append(separator)
                    .append(SqlQuoting.identifier(rename.from()))
                    .append(" TO ")
                    .append(SqlQuoting.identifier(rename.to()));
            separator = ", ";
        }
        return sql.toString();
    }

    private static void add(Set<Span> guards, @Nullable Span guard) {
        if (guard != null) {
            guards.add(guard);
        }
    }
}
