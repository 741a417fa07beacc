package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.AccountFact.AccountRename;
import org.lupomig.model.sql.AccountFact.Identified;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.ChangesAccounts.Does;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;

/**
 * Accounts and roles: made, replaced, altered, renamed, taken away; each of a list by a statement of its own, because
 * the server does the rest of a list of which it refuses one.
 */
final class AccountPlanner {
    private final AccountScene scene;
    private final Situation situation;

    private AccountPlanner(Situation situation) {
        this.situation = situation;
        this.scene = new AccountScene(situation);
    }

    /** What will be done for a statement; null for one that is on no account. */
    static @Nullable Resolution resolve(StatementFact fact, Situation situation) {
        if (fact instanceof GrantFact grant) {
            return new GrantPlanner(new AccountScene(situation)).resolve(grant);
        }
        return fact instanceof AccountFact account ? new AccountPlanner(situation).resolve(account) : null;
    }

    private @Nullable Resolution resolve(AccountFact fact) {
        if (fact instanceof AccountFact.CreateAccounts create) {
            return create(create);
        } else if (fact instanceof AccountFact.AlterAccounts alter) {
            return alter(alter);
        } else if (fact instanceof AccountFact.DropAccounts drop) {
            return drop(drop.accounts(), drop.guard(), false);
        } else if (fact instanceof AccountFact.RenameAccounts rename) {
            return rename(rename);
        } else if (fact instanceof AccountFact.CreateRoles create) {
            return create(create);
        } else if (fact instanceof AccountFact.DropRoles drop) {
            return drop(drop.roles(), drop.guard(), true);
        } else if (fact instanceof AccountFact.SetPassword set) {
            return one(set.account(), null);
        } else if (fact instanceof AccountFact.SetDefaultRole set) {
            return one(set.account(), scene.role(set.role()));
        }
        return null;
    }

    private Resolution create(AccountFact.CreateAccounts create) {
        List<Part> parts = new ArrayList<>();
        List<Span> items = create.accounts().stream().map(Identified::span).toList();
        for (int i = 0; i < items.size(); i++) {
            ServerObject account = scene.account(create.accounts().get(i).account());
            Map<ServerObject, ServerObjectState> seen = scene.look(List.of(account));
            boolean there = scene.isThere(seen, account);
            if (there && !create.orReplace()) {
                if (create.guard() == null) {
                    return situation.blocked(EngineMessage.ALREADY_THERE, account);
                }
                continue;
            }
            Resolution not = there ? scene.whole(create.kind(), seen, account) : null;
            if (not != null) {
                return not;
            }
            List<Span> cut = scene.others(items, i);
            scene.add(cut, create.guard());
            scene.add(cut, there || !create.orReplace() ? null : situation.orReplace(create.opening()));
            parts.add(scene.part(there ? Does.REPLACE : Does.CREATE, seen, Set.of(ChangesAccounts.ANY), true, cut));
        }
        return scene.ready(parts, "the accounts exist");
    }

    private Resolution alter(AccountFact.AlterAccounts alter) {
        List<Part> parts = new ArrayList<>();
        List<Span> items = alter.accounts().stream().map(Identified::span).toList();
        for (int i = 0; i < items.size(); i++) {
            ServerObject account = scene.account(alter.accounts().get(i).account());
            Map<ServerObject, ServerObjectState> seen = scene.look(List.of(account));
            if (!scene.isThere(seen, account)) {
                if (alter.guard() == null) {
                    return situation.blocked(EngineMessage.NOT_THERE, account);
                }
                continue;
            }
            Resolution not = scene.identity(alter.kind(), seen, account);
            if (not != null) {
                return not;
            }
            List<Span> cut = scene.others(items, i);
            scene.add(cut, alter.guard());
            parts.add(scene.part(Does.ALTER, seen, Set.of(), true, cut));
        }
        return scene.ready(parts, "none of them exists");
    }

    /** @param role its new default role; null where its password is set */
    private Resolution one(@Nullable AccountRef ref, @Nullable ServerObject role) {
        ServerObject account = ref == null ? scene.own() : scene.account(ref);
        Map<ServerObject, ServerObjectState> seen = scene.look(List.of(account));
        if (!(seen.get(account) instanceof ServerObjectState.Present present)) {
            return situation.blocked(EngineMessage.NOT_THERE, account);
        }
        Set<String> rights = new LinkedHashSet<>();
        if (role != null) {
            rights.add(ChangesAccounts.DEFAULT_ROLE + role.grantee());
            present.settings().keySet().stream()
                    .filter(right -> right.startsWith(ChangesAccounts.DEFAULT_ROLE))
                    .forEach(rights::add);
        }
        Resolution not = role == null
                ? scene.identity("SET PASSWORD", seen, account)
                : scene.ownAccount("SET DEFAULT ROLE", account);
        return not != null
                ? not
                : scene.ready(
                        List.of(scene.part(Does.ALTER, seen, rights, role == null, new ArrayList<>())),
                        "nothing to do");
    }

    private Resolution drop(List<AccountRef> refs, @Nullable Span guard, boolean roles) {
        List<Part> parts = new ArrayList<>();
        List<Span> items = refs.stream().map(AccountRef::span).toList();
        for (int i = 0; i < items.size(); i++) {
            ServerObject object = roles ? scene.role(refs.get(i)) : scene.account(refs.get(i));
            Map<ServerObject, ServerObjectState> seen = scene.look(List.of(object));
            if (!scene.isThere(seen, object)) {
                if (guard == null) {
                    return situation.blocked(EngineMessage.NOT_THERE, object);
                }
                continue;
            }
            if (roles) {
                seen = scene.withMembers(object, seen, null);
            }
            Resolution not = scene.whole(roles ? "DROP ROLE" : "DROP USER", seen, object);
            if (not != null) {
                return not;
            }
            List<Span> cut = scene.others(items, i);
            scene.add(cut, guard);
            parts.add(scene.part(Does.DROP, seen, Set.of(ChangesAccounts.ANY), true, cut));
        }
        return scene.ready(parts, "none of them exists");
    }

    private Resolution create(AccountFact.CreateRoles create) {
        List<Part> parts = new ArrayList<>();
        List<Span> items = create.roles().stream().map(AccountRef::span).toList();
        AccountRef named = create.admin();
        ServerObject admin = named == null ? scene.own() : scene.grantee(named);
        if (admin == null) {
            return situation.blocked(
                    EngineMessage.STATEMENT_REFUSED, create.kind(), "which role CURRENT_ROLE is, is not known here");
        }
        for (int i = 0; i < items.size(); i++) {
            ServerObject role = scene.role(create.roles().get(i));
            Map<ServerObject, ServerObjectState> seen = scene.look(List.of(role));
            boolean there = scene.isThere(seen, role);
            if (there && !create.orReplace()) {
                if (create.guard() == null) {
                    return situation.blocked(EngineMessage.ALREADY_THERE, role);
                }
                continue;
            }
            seen = scene.withMembers(role, seen, admin);
            Resolution not = there ? scene.whole(create.kind(), seen, role) : null;
            if (not != null) {
                return not;
            }
            List<Span> cut = scene.others(items, i);
            scene.add(cut, create.guard());
            scene.add(cut, there || !create.orReplace() ? null : situation.orReplace(create.opening()));
            Set<String> rights = there ? Set.of(ChangesAccounts.ANY) : AccountScene.membership(List.of(role));
            parts.add(scene.part(there ? Does.REPLACE : Does.CREATE, seen, rights, true, cut));
        }
        return scene.ready(parts, "the roles exist");
    }

    private Resolution rename(AccountFact.RenameAccounts rename) {
        List<Part> parts = new ArrayList<>();
        List<Span> items = rename.renames().stream().map(AccountRename::span).toList();
        // A name may be free, or taken, by an earlier pair.
        Map<ServerObject, Boolean> there = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            ServerObject from = scene.account(rename.renames().get(i).from());
            ServerObject to = scene.account(rename.renames().get(i).to());
            Map<ServerObject, ServerObjectState> seen = scene.look(List.of(from, to));
            if (!there.getOrDefault(from, scene.isThere(seen, from))) {
                return situation.blocked(EngineMessage.NOT_THERE, from);
            }
            if (there.getOrDefault(to, scene.isThere(seen, to))) {
                return situation.blocked(EngineMessage.ALREADY_THERE, to);
            }
            Resolution not = scene.ownAccount("RENAME USER", from);
            if (not != null) {
                return not;
            }
            boolean looked = there.containsKey(from) || there.containsKey(to);
            there.put(from, false);
            there.put(to, true);
            parts.add(
                    scene.part(Does.RENAME, seen, Set.of(ChangesAccounts.ANY), true, scene.others(items, i), !looked));
        }
        return scene.ready(parts, "nothing to rename");
    }
}
