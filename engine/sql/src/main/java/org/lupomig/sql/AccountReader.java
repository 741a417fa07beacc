package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountFact.AccountRename;
import org.lupomig.model.sql.AccountFact.AlterAccounts;
import org.lupomig.model.sql.AccountFact.CreateAccounts;
import org.lupomig.model.sql.AccountFact.CreateRoles;
import org.lupomig.model.sql.AccountFact.DropAccounts;
import org.lupomig.model.sql.AccountFact.DropRoles;
import org.lupomig.model.sql.AccountFact.Identified;
import org.lupomig.model.sql.AccountFact.RenameAccounts;
import org.lupomig.model.sql.AccountFact.SetDefaultRole;
import org.lupomig.model.sql.AccountFact.SetPassword;
import org.lupomig.model.sql.AccountFact.SetRole;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.StatementFact;

/** Reads statements on accounts and roles. */
final class AccountReader {
    private AccountReader() {}

    static StatementFact createUser(Cursor c, Heading heading) {
        c.kind("CREATE USER");
        c.hideTexts();
        Span guard = c.guard(true);
        List<Identified> accounts = Accounts.identified(c);
        return new CreateAccounts(accounts, heading.orReplace(), guard, Accounts.settings(c), heading.opening());
    }

    static StatementFact alterUser(Cursor c, Heading heading) {
        c.kind("ALTER USER");
        c.hideTexts();
        Span guard = c.guard(false);
        List<Identified> accounts = Accounts.identified(c);
        return new AlterAccounts(accounts, guard, Accounts.settings(c), heading.opening());
    }

    static StatementFact dropUser(Cursor c, Heading heading) {
        c.kind("DROP USER");
        Span guard = c.guard(false);
        return new DropAccounts(Accounts.accounts(c), guard, heading.opening());
    }

    static StatementFact renameUser(Cursor c) {
        c.kind("RENAME USER");
        c.moveTo(2);
        Span opening = c.since(0);
        List<AccountRename> renames = new ArrayList<>(2);
        do {
            AccountRef from = Accounts.account(c);
            c.expect("TO");
            renames.add(new AccountRename(from, Accounts.account(c)));
        } while (c.acceptSymbol(','));
        return new RenameAccounts(renames, opening);
    }

    static StatementFact createRole(Cursor c, Heading heading) {
        c.kind("CREATE ROLE");
        Span guard = c.guard(true);
        List<AccountRef> roles = Accounts.accounts(c);
        AccountRef admin = c.accept("WITH", "ADMIN") ? Accounts.account(c) : null;
        return new CreateRoles(roles, heading.orReplace(), guard, admin, heading.opening());
    }

    static StatementFact dropRole(Cursor c, Heading heading) {
        c.kind("DROP ROLE");
        Span guard = c.guard(false);
        return new DropRoles(Accounts.accounts(c), guard, heading.opening());
    }

    /** {@code SET PASSWORD}, {@code SET ROLE} or {@code SET DEFAULT ROLE}; the cursor is behind {@code SET}. */
    static StatementFact set(Cursor c) {
        if (c.accept("PASSWORD")) {
            c.kind("SET PASSWORD");
            c.hideTexts();
            Span opening = c.since(0);
            AccountRef account = c.accept("FOR") ? Accounts.account(c) : null;
            c.expectSymbol('=');
            if (c.atEnd()) {
                c.unexpected("a value is missing");
            } else if (c.at("PASSWORD") || c.at("OLD_PASSWORD")) {
                c.next();
                c.skipParentheses();
            } else {
                c.string();
            }
            return new SetPassword(account, opening);
        }
        if (c.accept("ROLE")) {
            c.kind("SET ROLE");
            Span opening = c.since(0);
            return new SetRole(Accounts.account(c), opening);
        }
        c.kind("SET DEFAULT ROLE");
        c.moveTo(3);
        Span opening = c.since(0);
        AccountRef role = Accounts.account(c);
        AccountRef account = c.accept("FOR") ? Accounts.account(c) : null;
        return new SetDefaultRole(role, account, opening);
    }
}
