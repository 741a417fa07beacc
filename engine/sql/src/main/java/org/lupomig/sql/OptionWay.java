package org.lupomig.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.TableOption;
import org.lupomig.sql.DefinitionWay.Kind;
import org.lupomig.sql.DefinitionWay.Loss;

/** Compares the options of two definitions, one by one. */
final class OptionWay {
    private static final String CHARSET = "CHARACTER SET";
    private static final String COLLATE = "COLLATE";
    private static final String BLOCK_SIZE = "KEY_BLOCK_SIZE";
    private static final String PAGE_CHECKSUM = "PAGE_CHECKSUM";
    private static final String VERSIONING = "WITH SYSTEM VERSIONING";

    private final Map<String, String> was;
    private final Map<String, String> is;
    private final boolean readable;

    OptionWay(String before, String after) {
        Map<String, String> earlier = read(before);
        Map<String, String> now = read(after);
        readable = earlier != null && now != null;
        was = earlier == null ? Map.of() : earlier;
        is = now == null ? Map.of() : now;
    }

    /** Whether columns that name no character set of their own had another one. */
    boolean charsetDiffers() {
        return !value(was, CHARSET).equals(value(is, CHARSET))
                || !value(was, COLLATE).equals(value(is, COLLATE));
    }

    /** Whether keys, which take their block size from the table, took another one. */
    boolean blockSizeDiffers() {
        return !value(was, BLOCK_SIZE).equals(value(is, BLOCK_SIZE));
    }

    /** What can be sent only once everything else is as it was; null where there is nothing. */
    @Nullable
    String last() {
        boolean fromAria = is.containsKey(PAGE_CHECKSUM)
                && !was.containsKey(PAGE_CHECKSUM)
                && !value(was, "ENGINE").equals(value(is, "ENGINE"));
        // Aria sets it, and a statement that changes the engine does not unset it.
        return fromAria ? PAGE_CHECKSUM + "=DEFAULT" : null;
    }

    /** Whether options are these but for what is sent only behind all else. */
    static boolean butForLast(String options, String live) {
        Map<String, String> wanted = read(options);
        Map<String, String> there = read(live);
        if (wanted == null || there == null) {
            return false;
        }
        Map<String, String> others = new LinkedHashMap<>(there);
        others.remove(PAGE_CHECKSUM);
        return others.equals(wanted);
    }

    /** The words that give a column the character set the table had before; empty where it had none. */
    String charsetBefore() {
        String charset = value(was, CHARSET);
        String collation = value(was, COLLATE);
        return (charset.isEmpty() ? "" : " CHARACTER SET " + charset)
                + (collation.isEmpty() ? "" : " COLLATE " + collation);
    }

    /** The character set of columns that name none, before or after. */
    String charset(boolean now) {
        return value(now ? is : was, CHARSET);
    }

    /** The collation of columns that name neither, before or after; empty where it is what the set has by itself. */
    String collation(boolean now) {
        return value(now ? is : was, COLLATE);
    }

    void write(List<String> actions, List<Loss> lost, List<Loss> losing, List<String> impossible) {
        if (!readable) {
            impossible.add("the table options cannot be taken apart");
            return;
        }
        if (charsetDiffers() && !charsetBefore().isEmpty()) {
            actions.add("DEFAULT" + charsetBefore());
        }
        was.forEach((name, value) -> {
            boolean same = value.equals(is.get(name));
            if (!same && name.equals(VERSIONING)) {
                actions.add("ADD SYSTEM VERSIONING");
                lost.add(new Loss(Kind.HISTORY, "", "system versioning is dropped with the history"));
            } else if (!same && !name.equals(CHARSET) && !name.equals(COLLATE)) {
                actions.add(name + "=" + written(name, value));
            }
        });
        for (String name : is.keySet()) {
            boolean later = name.equals(PAGE_CHECKSUM) && last() != null;
            if (!was.containsKey(name) && !later) {
                reset(name, actions, losing, impossible);
            }
        }
    }

    private static void reset(String name, List<String> actions, List<Loss> losing, List<String> impossible) {
        switch (name) {
            case CHARSET, COLLATE -> {}
            case VERSIONING -> {
                actions.add("DROP SYSTEM VERSIONING");
                losing.add(new Loss(Kind.HISTORY, "", "system versioning is dropped with the history"));
            }
            case "COMMENT", "CONNECTION", "PASSWORD" -> actions.add(name + "=''");
            case BLOCK_SIZE, "CHECKSUM", "DELAY_KEY_WRITE", "MAX_ROWS", "MIN_ROWS", "AVG_ROW_LENGTH" ->
                actions.add(name + "=0");
            case "INSERT_METHOD" -> actions.add("INSERT_METHOD=NO");
            case "UNION" -> actions.add("UNION=()");
            case "ENGINE", "DATA DIRECTORY", "INDEX DIRECTORY" -> impossible.add("the option " + name + " is new");
            default -> actions.add(name + "=DEFAULT");
        }
    }

    private static String written(String name, String value) {
        return switch (name) {
            case "COMMENT", "CONNECTION", "PASSWORD", "DATA DIRECTORY", "INDEX DIRECTORY" -> SqlQuoting.literal(value);
            default -> isPlain(value) ? value : SqlQuoting.literal(value);
        };
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Characters.isName(c) || c >= 0x80) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static String value(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }

    static @Nullable Map<String, String> read(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        Splitter splitter = new Splitter(text);
        if (!splitter.next() || splitter.problem() != null) {
            return null;
        }
        Cursor c = new Cursor(text, splitter.tokens(), null);
        List<TableOption> options = new ArrayList<>(Options.ofTable(c));
        c.expectEnd();
        if (c.ended() != null || options.stream().anyMatch(o -> !o.tables().isEmpty())) {
            return null;
        }
        Map<String, String> byName = new LinkedHashMap<>();
        options.forEach(option -> byName.put(option.name(), option.value()));
        return byName;
    }
}
