package org.lupomig.orchestrator.claim;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** All that a command keeps for itself while it works, sorted: in this order it is taken. */
public record Claims(SortedSet<Claim> all) {
    private static final int MOST_NAMED = 3;

    public Claims {
        all = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(all));
    }

    /** Of these. */
    public static Claims of(Collection<Claim> claims) {
        return new Claims(new TreeSet<>(claims));
    }

    /** Everything: beside it nothing else goes. */
    public static Claims server() {
        return of(List.of(Claim.server()));
    }

    /** Nothing: it goes beside everything, at once. */
    public static Claims none() {
        return of(List.of());
    }

    /** These and others. */
    public Claims and(Claims others) {
        TreeSet<Claim> both = new TreeSet<>(all);
        both.addAll(others.all);
        return both.contains(Claim.server()) ? server() : new Claims(both);
    }

    /** What of these another command has claimed, too; empty where both can go together. */
    public List<Claim> common(Claims other) {
        boolean mine = all.contains(Claim.server());
        boolean theirs = other.all.contains(Claim.server());
        if (mine || theirs) {
            return mine && theirs ? List.of(Claim.server()) : mine ? other.named() : named();
        }
        Set<Claim> whole = new HashSet<>(other.all);
        Set<String> schemas = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (Claim claim : other.all) {
            if (claim.kind() == Claim.Kind.SCHEMA) {
                schemas.add(claim.schema());
            } else if (claim.kind() == Claim.Kind.OBJECT) {
                used.add(claim.schema());
            }
        }
        return all.stream()
                .filter(claim -> switch (claim.kind()) {
                    case SERVER -> true;
                    case STATE -> whole.contains(claim);
                    case PLAN -> whole.contains(claim) || whole.contains(Claim.upon(claim.name()));
                    case UPON -> whole.contains(Claim.plan(claim.name()));
                    case SCHEMA -> schemas.contains(claim.schema()) || used.contains(claim.schema());
                    case OBJECT -> schemas.contains(claim.schema()) || whole.contains(claim);
                })
                .toList();
    }

    /** Whether whoever has these has all of the others, too. */
    public boolean cover(Claims others) {
        return all.contains(Claim.server())
                || others.all.stream()
                        .allMatch(claim -> all.contains(claim)
                                || (claim.kind() == Claim.Kind.OBJECT && all.contains(Claim.schema(claim.schema())))
                                || (claim.isShared() && all.contains(Claim.plan(claim.name()))));
    }

    /** Some of them, for people: {@code shop.orders, shop.items and 3 more}. */
    public static String told(List<Claim> claims) {
        List<String> names = claims.stream().map(Claim::toString).distinct().toList();
        int shown = Math.min(MOST_NAMED, names.size());
        int more = names.size() - shown;
        return String.join(", ", names.subList(0, shown)) + (more == 0 ? "" : " and " + more + " more");
    }

    private List<Claim> named() {
        return all.stream().filter(claim -> claim.kind() != Claim.Kind.UPON).toList();
    }
}
