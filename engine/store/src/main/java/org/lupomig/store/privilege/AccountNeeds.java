package org.lupomig.store.privilege;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.StoreMessage;

/**
 * What changes of accounts and rights take: to make accounts, to read what they are from the server's own tables, and
 * to pass rights on. Whether the account has a right that it passes on is asked by the server, and where it is to be
 * given back, before it is taken.
 */
final class AccountNeeds {
    private static final String TITLE = "accounts, roles and privileges";

    private final Grants grants;
    private final @Nullable String ownSchema;
    private final Map<String, Set<String>> missing = new TreeMap<>();

    AccountNeeds(Grants grants, @Nullable String ownSchema) {
        this.grants = grants;
        this.ownSchema = ownSchema;
    }

    /** Whether a statement is on accounts. */
    static boolean concerns(StatementFact fact) {
        return fact instanceof GrantFact || (fact instanceof AccountFact && !(fact instanceof AccountFact.SetRole));
    }

    void look(Planned planned) {
        StatementFact fact = planned.fact();
        if (!concerns(fact)) {
            return;
        }
        if (!grants.allow(Privilege.SELECT, "mysql", null)) {
            lacks("`mysql`.*", "SELECT");
        }
        if (fact instanceof AccountFact && !grants.allowEverywhere("CREATE USER")) {
            lacks("*.*", "CREATE USER");
        }
        if (fact instanceof GrantFact.GrantPrivileges grant) {
            passesOn(grant.object(), planned.defaultSchema());
        } else if (fact instanceof GrantFact.RevokePrivileges revoke) {
            passesOn(revoke.object(), planned.defaultSchema());
        } else if (fact instanceof GrantFact.RevokeAll && !grants.passOn(null, null)) {
            lacks("*.*", "GRANT OPTION");
        }
    }

    private void passesOn(GrantFact.PrivilegeObject object, @Nullable String defaultSchema) {
        String said = object.schema() != null ? object.schema() : defaultSchema != null ? defaultSchema : ownSchema;
        String schema = said == null || said.equals("*") ? null : said;
        String table = object.name().equals("*") ? null : object.name();
        if (!grants.passOn(schema, table)) {
            lacks(schema == null ? "*.*" : SqlQuoting.identifier(schema) + ".*", "GRANT OPTION");
        }
    }

    private void lacks(String on, String word) {
        missing.computeIfAbsent(on, key -> new LinkedHashSet<>()).add(word);
    }

    void addTo(List<Problem> problems) {
        missing.forEach((on, words) -> problems.add(Problem.of(
                StoreMessage.ACCOUNT_PRIVILEGES_MISSING, grants.account(), String.join(", ", words), on, TITLE)));
    }
}
