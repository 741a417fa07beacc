package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountFact.Identified;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.GrantFact.Privilege;
import org.lupomig.model.sql.GrantFact.PrivilegeObject;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.ChangesAccounts.Does;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;

/** Rights and roles, given and taken: to and from each of a list by a statement of its own. */
final class GrantPlanner {
    private final AccountScene scene;

    GrantPlanner(AccountScene scene) {
        this.scene = scene;
    }

    Resolution resolve(GrantFact fact) {
        if (fact instanceof GrantFact.GrantPrivileges grant) {
            Set<String> rights = rights(grant.privileges(), grant.object());
            if (grant.grantOption()) {
                rights.add("GRANT OPTION ON " + object(grant.object()));
            }
            return give(
                    grant.kind(), grant.accounts(), rights, !grant.settings().isEmpty());
        } else if (fact instanceof GrantFact.RevokePrivileges revoke) {
            PrivilegeObject object = revoke.object();
            if (object.type().equals("TABLE") && !object.name().equals("*") && tableIsMissing(object)) {
                return scene.refused(
                        "REVOKE",
                        scene.own(),
                        "there is no " + tableName(object) + ", and rights on it could not be granted again");
            }
            return take(revoke.kind(), revoke.accounts(), rights(revoke.privileges(), object), false);
        } else if (fact instanceof GrantFact.RevokeAll revoke) {
            return take(revoke.kind(), revoke.accounts(), Set.of(ChangesAccounts.ANY), true);
        } else if (fact instanceof GrantFact.GrantRoles grant) {
            Set<String> roles = AccountScene.membership(
                    grant.roles().stream().map(scene::role).toList());
            return give(grant.kind(), grant.accounts(), roles, false);
        } else if (fact instanceof GrantFact.RevokeRoles revoke) {
            // a role that is gone may be somebody's default
            return take(
                    revoke.kind(),
                    revoke.accounts(),
                    AccountScene.membership(
                            revoke.roles().stream().map(scene::role).toList()),
                    false);
        } else if (fact instanceof GrantFact.GrantProxy grant) {
            return give(grant.kind(), grant.accounts(), proxy(grant.proxied()), false);
        } else if (fact instanceof GrantFact.RevokeProxy revoke) {
            return take(revoke.kind(), revoke.accounts(), proxy(revoke.proxied()), false);
        }
        throw new IllegalStateException("not a grant: " + fact.kind());
    }

    private Resolution give(String verb, List<Identified> accounts, Set<String> rights, boolean settings) {
        List<Part> parts = new ArrayList<>();
        List<Span> items = accounts.stream().map(Identified::span).toList();
        for (int i = 0; i < items.size(); i++) {
            Identified to = accounts.get(i);
            boolean identity = settings || to.secret() || !to.plugins().isEmpty();
            ServerObject grantee = scene.grantee(to.account());
            if (grantee == null) {
                return unknown(verb, to.account());
            }
            Map<ServerObject, ServerObjectState> seen = scene.look(List.of(grantee));
            Resolution not = identity && scene.isThere(seen, grantee)
                    ? scene.identity(verb, seen, grantee)
                    : scene.ownAccount(verb, grantee);
            if (not != null) {
                return not;
            }
            parts.add(scene.part(Does.GRANT, seen, rights, identity, scene.others(items, i)));
        }
        return scene.ready(parts, "nothing to grant");
    }

    private Resolution take(String verb, List<AccountRef> accounts, Set<String> rights, boolean all) {
        List<Part> parts = new ArrayList<>();
        List<Span> items = accounts.stream().map(AccountRef::span).toList();
        for (int i = 0; i < items.size(); i++) {
            ServerObject grantee = scene.grantee(accounts.get(i));
            if (grantee == null) {
                return unknown(verb, accounts.get(i));
            }
            Map<ServerObject, ServerObjectState> seen = scene.look(List.of(grantee));
            Resolution not = all ? scene.whole(verb, seen, grantee) : scene.ownAccount(verb, grantee);
            not = not == null ? scene.ownByAll(verb, seen, grantee, rights) : not;
            if (not != null) {
                return not;
            }
            parts.add(scene.part(Does.REVOKE, seen, rights, false, scene.others(items, i)));
        }
        return scene.ready(parts, "nothing to revoke");
    }

    private Resolution unknown(String verb, AccountRef ref) {
        return scene.refused(verb, scene.own(), "which role " + ref.name() + " is, is not known here");
    }

    private Set<String> rights(List<Privilege> privileges, PrivilegeObject of) {
        String on = " ON " + object(of);
        Set<String> rights = new LinkedHashSet<>();
        for (Privilege privilege : privileges) {
            String name = known(privilege.name());
            if (name.equals("ALL")) {
                rights.add(ChangesAccounts.ANY + on);
            } else if (privilege.columns().isEmpty()) {
                rights.add(name + on);
            } else {
                privilege
                        .columns()
                        .forEach(column -> rights.add(name + " (" + SqlQuoting.identifier(column) + ")" + on));
            }
        }
        return rights;
    }

    /** Under the name that the server shows. */
    private static String known(String name) {
        return switch (name) {
            case "REPLICATION CLIENT" -> "BINLOG MONITOR";
            case "REPLICATION REPLICA" -> "REPLICATION SLAVE";
            case "REPLICATION REPLICA ADMIN" -> "REPLICATION SLAVE ADMIN";
            case "REPLICA MONITOR" -> "SLAVE MONITOR";
            case "DELETE VERSIONING ROWS" -> "DELETE HISTORY";
            default -> name;
        };
    }

    private Set<String> proxy(AccountRef proxied) {
        String on = "PROXY ON " + scene.account(proxied).grantee();
        // The server counts the right to pass it on as one on everything.
        return Set.of(on, on + " GRANT OPTION", "GRANT OPTION ON *.*");
    }

    private String object(PrivilegeObject of) {
        if ("*".equals(of.schema())) {
            return "*.*";
        }
        String type = of.type().equals("TABLE") ? "" : of.type() + " ";
        ObjectName name = tableName(of);
        String schema = name.schema() == null ? "" : SqlQuoting.identifier(name.schema());
        return type + schema + "." + (of.name().equals("*") ? "*" : SqlQuoting.identifier(of.name()));
    }

    private ObjectName tableName(PrivilegeObject of) {
        return scene.of(new ObjectName(of.schema(), of.name()));
    }

    private boolean tableIsMissing(PrivilegeObject of) {
        return scene.situation().session().describe(tableName(of)).absent();
    }
}
