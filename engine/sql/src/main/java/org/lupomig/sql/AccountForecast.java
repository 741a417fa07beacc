package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.AccountFact.AccountRename;
import org.lupomig.model.sql.AccountFact.Identified;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.StatementFact;

/** How a change of accounts, roles and rights will be undone. */
final class AccountForecast {
    private static final String FROM_BEFORE = " as read before, with the hash of its password";

    private AccountForecast() {}

    /** The way back, in words; null for statements on anything else. */
    static @Nullable String explain(StatementFact fact) {
        if (fact instanceof AccountFact.CreateAccounts create) {
            return made("account", names(identified(create.accounts())), create.orReplace(), create.guard());
        } else if (fact instanceof AccountFact.AlterAccounts alter) {
            return "account " + names(identified(alter.accounts())) + FROM_BEFORE;
        } else if (fact instanceof AccountFact.DropAccounts drop) {
            return "account " + names(drop.accounts()) + unless(drop.guard()) + " made again" + FROM_BEFORE
                    + " and with all its rights";
        } else if (fact instanceof AccountFact.RenameAccounts rename) {
            return renameBack(rename.renames());
        } else if (fact instanceof AccountFact.CreateRoles create) {
            return made("role", names(create.roles()), create.orReplace(), create.guard());
        } else if (fact instanceof AccountFact.DropRoles drop) {
            return "role " + names(drop.roles()) + unless(drop.guard())
                    + " made again with all its rights, for all who had it";
        } else if (fact instanceof AccountFact.SetPassword set) {
            return "the password of " + own(set.account()) + " given back by its hash, read before";
        } else if (fact instanceof AccountFact.SetDefaultRole set) {
            return "the default role of " + own(set.account()) + " as read before";
        }
        return fact instanceof GrantFact grant ? rights(grant) : null;
    }

    private static @Nullable String rights(GrantFact fact) {
        if (fact instanceof GrantFact.GrantPrivileges grant) {
            return given(names(identified(grant.accounts())));
        } else if (fact instanceof GrantFact.GrantRoles grant) {
            return given(names(identified(grant.accounts())));
        } else if (fact instanceof GrantFact.GrantProxy grant) {
            return given(names(identified(grant.accounts())));
        } else if (fact instanceof GrantFact.RevokePrivileges revoke) {
            return taken(revoke.accounts());
        } else if (fact instanceof GrantFact.RevokeAll revoke) {
            return taken(revoke.accounts());
        } else if (fact instanceof GrantFact.RevokeRoles revoke) {
            return taken(revoke.accounts());
        }
        return fact instanceof GrantFact.RevokeProxy revoke ? taken(revoke.accounts()) : null;
    }

    private static String given(String to) {
        return "revoke from " + to + " what was not granted before";
    }

    private static String taken(List<AccountRef> from) {
        return "grant to " + names(from) + " again what was granted before";
    }

    private static String made(String kind, String names, boolean orReplace, @Nullable Span guard) {
        return orReplace
                ? kind + " " + names + (kind.equals("role") ? " as read before" : FROM_BEFORE)
                        + " and with all its rights, or dropped where there was none"
                : "drop " + kind + " " + names + Forecast.unlessThere(guard != null);
    }

    private static String renameBack(List<AccountRename> renames) {
        List<String> back = new ArrayList<>();
        for (int i = renames.size() - 1; i >= 0; i--) {
            back.add(renames.get(i).to() + " back to " + renames.get(i).from());
        }
        return "rename " + String.join(", ", back);
    }

    private static String unless(@Nullable Span guard) {
        return guard == null ? "" : " (if there)";
    }

    private static String own(@Nullable AccountRef account) {
        return account == null ? "this account" : account.toString();
    }

    private static List<AccountRef> identified(List<Identified> accounts) {
        return accounts.stream().map(Identified::account).toList();
    }

    private static String names(List<AccountRef> accounts) {
        return String.join(", ", accounts.stream().map(AccountRef::toString).toList());
    }
}
