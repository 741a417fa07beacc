package org.lupomig.orchestrator.evidence;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.Setting;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObjectState.Present;

/**
 * Tells what a statement makes of a sequence, for the case that its answer was not heard: applications draw from it all
 * the while, so that another value alone does not say whose doing it is.
 */
public final class SequenceMade {
    private static final BigInteger FIRST = BigInteger.valueOf(-Long.MAX_VALUE);
    private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE - 1);
    private static final String ENGINE = " ENGINE=";
    private static final String WORDS = " start with ";

    /** What is there, against a statement whose answer was not heard. */
    public enum Found {
        /** It never took effect, whatever was drawn since. */
        BEFORE,
        /** Exactly what it makes. */
        AFTER,
        /** Neither, or it cannot be told. */
        UNKNOWN
    }

    private final Map<String, String> options;
    private final String next;
    private final String tail;

    private SequenceMade(Map<String, String> options, String next, String tail) {
        this.options = options;
        this.next = next;
        this.tail = tail;
    }

    /**
     * Says which of the two is there.
     *
     * @param before null where there was none
     */
    public static Found find(SequenceFact fact, @Nullable Present before, Present live) {
        SequenceMade is = of(live);
        SequenceMade was = before == null ? null : of(before);
        if (is == null || (before != null && was == null)) {
            return Found.UNKNOWN;
        }
        SequenceMade same = was != null && was.isLike(is) ? was : null;
        if (same != null && same.next.equals(is.next)) {
            return Found.BEFORE;
        }
        SequenceMade made = made(fact, was);
        if (made != null && made.isLike(is) && made.next.equals(is.next)) {
            // With one draw that explains it as well, to take it back might give that number again.
            return same != null && same.afterOneDraw().contains(is.next) ? Found.UNKNOWN : Found.AFTER;
        }
        if (same != null) {
            return same.drawnTo(is.next) ? Found.BEFORE : Found.UNKNOWN;
        }
        // It says nothing of the value, and what was drawn stays drawn.
        return made != null && made.isLike(is) && !setsValue(fact) && made.drawnTo(is.next)
                ? Found.AFTER
                : Found.UNKNOWN;
    }

    /** Whether a statement says what comes next. */
    public static boolean setsValue(SequenceFact fact) {
        return fact instanceof SequenceFact.CreateSequence
                || fact instanceof SequenceFact.SetValue
                || (fact instanceof SequenceFact.AlterSequence alter
                        && alter.settings().stream()
                                .anyMatch(setting -> setting.name().equals("RESTART")));
    }

    private static @Nullable SequenceMade of(Present state) {
        String next = state.beside().get(Present.NEXT);
        String definition = state.definition();
        int from = definition.indexOf(WORDS);
        int to = definition.indexOf(ENGINE, from + 1);
        if (next == null || from < 0) {
            return null;
        }
        Map<String, String> options = new TreeMap<>();
        String[] words = definition
                .substring(from, to < 0 ? definition.length() : to)
                .strip()
                .split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "start", "increment" -> options.put(words[i], i + 2 < words.length ? words[i += 2] : "");
                case "minvalue", "maxvalue", "cache" -> options.put(words[i], i + 1 < words.length ? words[++i] : "");
                case "nocache" -> options.put("cache", "0");
                case "cycle", "nocycle" -> options.put("cycle", words[i]);
                default -> {
                    return null;
                }
            }
        }
        boolean whole = options.size() == 6 && options.values().stream().noneMatch(String::isEmpty);
        return whole ? new SequenceMade(options, next, to < 0 ? "" : definition.substring(to)) : null;
    }

    private boolean isLike(SequenceMade other) {
        // the server names an engine where the statement does not
        int engine = other.tail.indexOf(' ', ENGINE.length());
        String ends = engine < 0 ? "" : other.tail.substring(engine);
        return options.equals(other.options) && tail.equalsIgnoreCase(tail.startsWith(ENGINE) ? other.tail : ends);
    }

    private BigInteger number(String option) {
        return new BigInteger(Objects.requireNonNull(options.get(option)));
    }

    /** How far one draw that reaches the server moves it: 0 where another variable says. */
    private BigInteger stride() {
        return number("increment").multiply(number("cache").max(BigInteger.ONE));
    }

    private BigInteger end() {
        return number("increment").signum() > 0
                ? number("maxvalue").add(BigInteger.ONE)
                : number("minvalue").subtract(BigInteger.ONE);
    }

    /** Whether only draws lead from what this gives next to {@code value}. */
    private boolean drawnTo(String value) {
        BigInteger moved = new BigInteger(value).subtract(new BigInteger(next));
        BigInteger stride = stride();
        if (moved.signum() == 0 || stride.signum() == 0) {
            return moved.signum() == 0;
        }
        return moved.signum() == stride.signum()
                && (moved.mod(stride.abs()).signum() == 0 || end().equals(new BigInteger(value)));
    }

    private List<String> afterOneDraw() {
        return List.of(new BigInteger(next).add(stride()).toString(), end().toString());
    }

    /** Null where it cannot be told. */
    private static @Nullable SequenceMade made(SequenceFact fact, @Nullable SequenceMade was) {
        try {
            if (fact instanceof SequenceFact.CreateSequence create) {
                return created(create.settings());
            } else if (fact instanceof SequenceFact.AlterSequence alter && was != null) {
                return altered(alter.settings(), was);
            } else if (fact instanceof SequenceFact.SetValue set && was != null) {
                return was.set(set);
            }
        } catch (NumberFormatException e) {
            return null;
        }
        return null;
    }

    private @Nullable SequenceMade set(SequenceFact.SetValue set) {
        BigInteger increment = number("increment");
        if (increment.signum() == 0) {
            return null;
        }
        BigInteger value = new BigInteger(set.value());
        BigInteger to = set.used() ? value.add(increment) : value;
        BigInteger now = new BigInteger(next);
        boolean further = to.compareTo(now) * increment.signum() > 0;
        boolean inside = increment.signum() > 0 ? to.compareTo(end()) < 0 : to.compareTo(end()) > 0;
        return inside ? new SequenceMade(options, further ? to.toString() : next, tail) : null;
    }

    private static @Nullable SequenceMade created(List<Setting> settings) {
        Map<String, String> options = new TreeMap<>(Map.of("increment", "1", "cache", "1000", "cycle", "nocycle"));
        if (!apply(settings, options)) {
            return null;
        }
        bounded(options);
        options.putIfAbsent("start", value(options, sign(options) < 0 ? "maxvalue" : "minvalue"));
        return sign(options) == 0 ? null : new SequenceMade(options, value(options, "start"), tail(settings));
    }

    private static @Nullable SequenceMade altered(List<Setting> settings, SequenceMade was) {
        Map<String, String> options = new TreeMap<>(was.options);
        if (!apply(settings, options)) {
            return null;
        }
        bounded(options);
        String next = was.next;
        for (Setting setting : settings) {
            switch (setting.name()) {
                case "RESTART" -> next = setting.value().isEmpty() ? value(options, "start") : plain(setting.value());
                case "ENGINE", "COMMENT" -> {
                    return null;
                }
                default -> {}
            }
        }
        return sign(options) == 0 ? null : new SequenceMade(options, next, was.tail);
    }

    private static String value(Map<String, String> options, String name) {
        return Objects.requireNonNull(options.get(name));
    }

    private static int sign(Map<String, String> options) {
        return new BigInteger(value(options, "increment")).signum();
    }

    private static void bounded(Map<String, String> options) {
        boolean down = sign(options) < 0;
        options.putIfAbsent("minvalue", down ? FIRST.toString() : "1");
        options.putIfAbsent("maxvalue", down ? "-1" : LAST.toString());
    }

    private static String plain(String number) {
        return new BigInteger(number).toString();
    }

    /** Whether every setting is one whose outcome is known. */
    private static boolean apply(List<Setting> settings, Map<String, String> options) {
        for (Setting setting : settings) {
            String option = setting.name().toLowerCase(Locale.ROOT);
            switch (setting.name()) {
                case "START", "INCREMENT", "MINVALUE", "MAXVALUE", "CACHE" ->
                    options.put(option, plain(setting.value()));
                case "NOCACHE" -> options.put("cache", "0");
                case "CYCLE", "NOCYCLE" -> options.put("cycle", option);
                case "NO MINVALUE", "NOMINVALUE" -> options.remove("minvalue");
                case "NO MAXVALUE", "NOMAXVALUE" -> options.remove("maxvalue");
                case "RESTART", "ENGINE", "COMMENT" -> {}
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    /** How it ends: without an engine where the server's own is taken. */
    private static String tail(List<Setting> settings) {
        String engine = "";
        String comment = "";
        for (Setting setting : settings) {
            if (setting.name().equals("ENGINE")) {
                engine = ENGINE + setting.value();
            } else if (setting.name().equals("COMMENT")) {
                comment = setting.value().isEmpty() ? "" : " COMMENT=" + SqlQuoting.literal(setting.value());
            }
        }
        return engine + comment;
    }
}
