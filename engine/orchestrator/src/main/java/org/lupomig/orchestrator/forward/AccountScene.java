package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.ChangesAccounts.Does;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.TargetOperation;

/** What a statement on accounts meets, and what it is cut into. */
final class AccountScene {
    private final Situation situation;
    private @Nullable List<ServerObject> runsAs;

    AccountScene(Situation situation) {
        this.situation = situation;
    }

    Situation situation() {
        return situation;
    }

    /** The account that the engine runs as. */
    ServerObject own() {
        return runsAs().get(0);
    }

    private List<ServerObject> runsAs() {
        List<ServerObject> known = runsAs;
        if (known == null) {
            known = situation.session().runsAs();
            runsAs = known;
        }
        return known;
    }

    /** An account, where only an account is meant. */
    ServerObject account(AccountRef ref) {
        if (ref.type() == AccountRef.Type.CURRENT_USER) {
            return own();
        }
        String host = ref.host();
        return ServerObject.user(ref.name(), host == null ? "%" : host);
    }

    /** A role, where only a role is meant. */
    ServerObject role(AccountRef ref) {
        return ref.type() == AccountRef.Type.PUBLIC ? ServerObject.everybody() : ServerObject.role(ref.name());
    }

    /** An account or a role: a name without host is a role's, where there is one. Null where it is not known. */
    @Nullable
    ServerObject grantee(AccountRef ref) {
        return switch (ref.type()) {
            case CURRENT_USER -> own();
            case PUBLIC -> ServerObject.everybody();
            case CURRENT_ROLE, NONE -> null;
            case NAMED -> {
                ServerObject role = role(ref);
                yield ref.host() == null && !situation.session().look(role).absent() ? role : account(ref);
            }
        };
    }

    Map<ServerObject, ServerObjectState> look(List<ServerObject> objects) {
        Map<ServerObject, ServerObjectState> seen = new LinkedHashMap<>();
        objects.forEach(object -> seen.put(object, situation.session().look(object)));
        return seen;
    }

    /** A role, those who have it, and who is to have it: what they may changes with it. The role is the first. */
    Map<ServerObject, ServerObjectState> withMembers(
            ServerObject role, Map<ServerObject, ServerObjectState> seen, @Nullable ServerObject admin) {
        Set<ServerObject> all = new LinkedHashSet<>();
        all.add(role);
        if (seen.get(role) instanceof Present present) {
            String members = present.beside().getOrDefault(Present.MEMBERS, "");
            for (String member : members.isEmpty() ? new String[0] : members.split("\n", -1)) {
                all.add(ServerObject.named(member));
            }
        }
        if (admin != null) {
            all.add(admin);
        }
        // Whoever makes a role again has it, until all others have it, too.
        all.remove(own());
        all.add(own());
        return look(List.copyOf(all));
    }

    boolean isThere(Map<ServerObject, ServerObjectState> seen, ServerObject object) {
        return seen.get(object) instanceof Present;
    }

    /** Why an account is not taken away or replaced; null where it may be. */
    @Nullable
    Resolution whole(String verb, Map<ServerObject, ServerObjectState> seen, ServerObject object) {
        Resolution not = identity(verb, seen, object);
        return not != null ? not : lost(verb, seen, object, Present.LOST_GRANTS);
    }

    /** Why what an account is, is not changed; null where it may be. */
    @Nullable
    Resolution identity(String verb, Map<ServerObject, ServerObjectState> seen, ServerObject object) {
        Resolution not = ownAccount(verb, object);
        return not != null ? not : lost(verb, seen, object, Present.LOST);
    }

    private @Nullable Resolution lost(
            String verb, Map<ServerObject, ServerObjectState> seen, ServerObject object, String key) {
        String why =
                seen.get(object) instanceof Present present ? present.beside().get(key) : null;
        return why == null ? null : refused(verb, object, why);
    }

    /** The engine does not saw off the branch that it sits on. */
    @Nullable
    Resolution ownAccount(String verb, ServerObject object) {
        return runsAs().contains(object) ? situation.blocked(EngineMessage.OWN_ACCOUNT, verb, object) : null;
    }

    /** What everybody may, it may too: that is not taken away, where it has it by nothing else. */
    @Nullable
    Resolution ownByAll(
            String verb, Map<ServerObject, ServerObjectState> seen, ServerObject object, Set<String> rights) {
        ServerObjectState everybody = seen.get(object);
        boolean loses = object.isEverybody()
                && everybody != null
                && new PublicRights(look(runsAs()).values()).lose(rights, everybody);
        return loses ? situation.blocked(EngineMessage.OWN_ACCOUNT, verb, object) : null;
    }

    Resolution refused(String verb, ServerObject object, String why) {
        return situation.blocked(EngineMessage.NOT_HELD, verb, object, why, "waive it with undo none because \"…\"");
    }

    /** All items of a list but one: what is cut out of a statement. */
    List<Span> others(List<Span> items, int kept) {
        List<Span> cut = new ArrayList<>();
        int first = items.get(0).start();
        int last = items.get(items.size() - 1).end();
        if (kept > 0) {
            cut.add(new Span(first, items.get(kept).start()));
        }
        if (kept < items.size() - 1) {
            cut.add(new Span(items.get(kept).end(), last));
        }
        return cut;
    }

    void add(List<Span> cut, @Nullable Span span) {
        if (span != null) {
            cut.add(span);
        }
    }

    Part part(
            Does does,
            Map<ServerObject, ServerObjectState> seen,
            Set<String> rights,
            boolean identity,
            List<Span> cut) {
        return part(does, seen, rights, identity, cut, true);
    }

    /** @param looked whether {@code seen} is what will be there when it is sent */
    Part part(
            Does does,
            Map<ServerObject, ServerObjectState> seen,
            Set<String> rights,
            boolean identity,
            List<Span> cut,
            boolean looked) {
        String sql = without(situation.sql(), cut);
        return new Part(
                new ChangesAccounts(does, List.copyOf(seen.keySet()), rights, identity),
                new TargetOperation.Send(sql),
                // The journal is read by more people than may know a password.
                situation.reader().withoutSecrets(sql),
                looked ? new Snapshot(Map.of(), Map.of(), seen) : null);
    }

    Resolution ready(List<Part> parts, String otherwise) {
        return parts.isEmpty() ? situation.nothing(otherwise) : new Resolution.Ready(parts);
    }

    /** The rights that belonging to roles is told by. */
    static Set<String> membership(List<ServerObject> roles) {
        Set<String> rights = new LinkedHashSet<>();
        for (ServerObject role : roles) {
            rights.add("ROLE " + role.grantee());
            rights.add("ROLE " + role.grantee() + " ADMIN");
        }
        return rights;
    }

    /** The name of a table with its schema. */
    ObjectName of(ObjectName name) {
        return situation.of(name);
    }

    private static String without(String sql, List<Span> cut) {
        StringBuilder out = new StringBuilder(sql);
        cut.stream()
                .sorted(Comparator.comparing(Span::start).reversed())
                .forEach(span -> out.replace(span.start(), span.end(), " "));
        return out.toString();
    }
}
