package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All stores that a project remembers, each once for every server that it was seen on, what was used last behind the
 * others. One store is expected to be on one server, whatever that calls itself: so on a new one it must have what was
 * seen last on any. Only where a person took it as it is, though another server had more of it, both go on by
 * themselves.
 */
record SeenStores(List<SeenStore> all) {
    /** On so many servers one store is remembered that is come to by one address. */
    static final int MOST_SERVERS = 100;

    SeenStores {
        all = List.copyOf(all);
    }

    /** As they are written down; what cannot be read is passed over. */
    static SeenStores read(Map<String, String> lines) {
        List<SeenStore> all = new ArrayList<>();
        lines.forEach((key, value) -> {
            SeenStore each = SeenStore.read(key, value);
            if (each != null) {
                all.add(each);
            }
        });
        return new SeenStores(all);
    }

    /** To be written down. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        all.forEach(each -> lines.put(each.key(), each.value()));
        return lines;
    }

    /** Whether the other one is written down by the same lines, in the same order. */
    boolean isWrittenAs(SeenStores other) {
        return List.copyOf(lines().entrySet()).equals(List.copyOf(other.lines().entrySet()));
    }

    /** The newest runs of all. */
    List<Long> runs() {
        return all.stream().map(SeenStore::run).distinct().toList();
    }

    /** The one on this server; null where it was not seen there. */
    @Nullable
    SeenStore on(String host, String token) {
        return all.stream()
                .filter(each -> each.isOf(token) && each.host().equals(host))
                .findFirst()
                .orElse(null);
    }

    /**
     * What was seen of a store and is not in it.
     *
     * @param has whether the newest run of one is in it
     * @return null where nothing is missing
     */
    @Nullable
    SeenStore missing(String host, String token, Predicate<SeenStore> has) {
        SeenStore own = on(host, token);
        SeenStore last = null;
        SeenStore together = null;
        for (SeenStore each : all) {
            if (each.isOf(token)) {
                last = each;
                together = each.apart() ? together : each;
            }
        }
        if (own != null && (own.apart() || !has.test(own))) {
            return has.test(own) ? null : own;
        }
        if (own == null && last != null && last.apart() && has.test(last)) {
            return null;
        }
        SeenStore whole = together == null ? last : together;
        return whole == null || has.test(whole) ? null : whole;
    }

    /**
     * Whether a store that is taken as it is goes on by itself: another server has more of it.
     *
     * @param has whether the newest run of one is in it
     */
    boolean isApart(String host, String token, Predicate<SeenStore> has) {
        SeenStore missing = missing(host, token, has);
        return missing != null
                && (!missing.host().equals(host)
                        || all.stream()
                                .anyMatch(each -> each.isOf(token)
                                        && !each.host().equals(host)
                                        && !each.apart()
                                        && !has.test(each)));
    }

    /**
     * The store that was seen where another one is now.
     *
     * @param token of the one that is there; null where nothing has run in it
     * @param address how one comes there
     * @return null where there was none, or the way leads to another server now
     */
    @Nullable
    SeenStore replaced(String host, @Nullable String token, String address) {
        SeenStore found = null;
        for (SeenStore each : all) {
            found = each.isReplacedBy(token, address, host) ? each : found;
        }
        return found;
    }

    /** With this one, as it is now; those that it replaces cannot be come to any more. */
    SeenStores with(SeenStore now) {
        List<SeenStore> others = new ArrayList<>();
        boolean last = true;
        boolean known = false;
        for (SeenStore each : all) {
            if (each.key().equals(now.key())) {
                known = each.equals(now);
            } else {
                last &= !known || !each.isOf(now.token());
                boolean replaced = now.address() != null && each.isReplacedBy(now.token(), now.address(), now.host());
                others.add(replaced ? each.gone() : each);
            }
        }
        if (known && last && others.stream().allMatch(all::contains)) {
            return this;
        }
        others.add(now);
        return new SeenStores(lately(others, now));
    }

    /**
     * Without the servers that an address has led to longest ago, as where a container calls itself otherwise each time
     * it is made: of the store what was seen last is known all the same. No store is forgotten.
     */
    private static List<SeenStore> lately(List<SeenStore> all, SeenStore now) {
        List<SeenStore> same = all.stream()
                .filter(each ->
                        each.isOf(now.token()) && !each.apart() && Objects.equals(each.address(), now.address()))
                .toList();
        List<SeenStore> left = new ArrayList<>(all);
        left.removeAll(same.subList(0, Math.max(0, same.size() - MOST_SERVERS)));
        return left;
    }

    /** Where none of them is come to by this address on this server: of others behind it nothing is known. */
    SeenStores withoutAddress(String host, String address) {
        return new SeenStores(all.stream()
                .map(each -> each.isReplacedBy(null, address, host) ? each.gone() : each)
                .toList());
    }
}
