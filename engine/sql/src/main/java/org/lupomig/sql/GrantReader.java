package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountFact.Identified;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.GrantFact.GrantPrivileges;
import org.lupomig.model.sql.GrantFact.GrantProxy;
import org.lupomig.model.sql.GrantFact.GrantRoles;
import org.lupomig.model.sql.GrantFact.Privilege;
import org.lupomig.model.sql.GrantFact.PrivilegeObject;
import org.lupomig.model.sql.GrantFact.RevokeAll;
import org.lupomig.model.sql.GrantFact.RevokePrivileges;
import org.lupomig.model.sql.GrantFact.RevokeProxy;
import org.lupomig.model.sql.GrantFact.RevokeRoles;
import org.lupomig.model.sql.Setting;
import org.lupomig.model.sql.StatementFact;

/** Reads {@code GRANT} and {@code REVOKE}. */
final class GrantReader {
    private GrantReader() {}

    static StatementFact grant(Cursor c) {
        c.kind("GRANT");
        c.hideTexts();
        c.next();
        Span opening = c.since(0);
        if (c.accept("PROXY", "ON")) {
            AccountRef proxied = Accounts.account(c);
            c.expect("TO");
            List<Identified> accounts = Accounts.identified(c);
            boolean option = Accounts.has(Accounts.settings(c), "GRANT OPTION");
            return new GrantProxy(proxied, accounts, option, opening);
        }
        int to = ClauseWords.find(c, c.position(), c.count(), "TO");
        if (ClauseWords.find(c, c.position(), to, "ON") == to) {
            List<AccountRef> roles = Accounts.accounts(c);
            c.expect("TO");
            List<Identified> accounts = Accounts.identified(c);
            boolean option = Accounts.has(Accounts.settings(c), "ADMIN OPTION");
            return new GrantRoles(roles, accounts, option, opening);
        }
        List<Privilege> privileges = privileges(c);
        PrivilegeObject object = object(c);
        c.expect("TO");
        List<Identified> accounts = Accounts.identified(c);
        List<Setting> settings = Accounts.settings(c);
        boolean option = Accounts.has(settings, "GRANT OPTION");
        return new GrantPrivileges(privileges, object, accounts, option, settings, opening);
    }

    static StatementFact revoke(Cursor c) {
        c.kind("REVOKE");
        c.next();
        Span opening = c.since(0);
        if (c.accept("PROXY", "ON")) {
            AccountRef proxied = Accounts.account(c);
            c.expect("FROM");
            return new RevokeProxy(proxied, Accounts.accounts(c), opening);
        }
        int from = ClauseWords.find(c, c.position(), c.count(), "FROM");
        if (ClauseWords.find(c, c.position(), from, "ON") < from) {
            List<Privilege> privileges = privileges(c);
            PrivilegeObject object = object(c);
            c.expect("FROM");
            return new RevokePrivileges(privileges, object, Accounts.accounts(c), opening);
        }
        if (c.accept("ALL")) {
            c.accept("PRIVILEGES");
            c.expectSymbol(',');
            c.expect("GRANT");
            c.expect("OPTION");
            c.expect("FROM");
            return new RevokeAll(Accounts.accounts(c), opening);
        }
        boolean optionOnly = c.accept("ADMIN", "OPTION");
        if (optionOnly) {
            c.expect("FOR");
        }
        List<AccountRef> roles = Accounts.accounts(c);
        c.expect("FROM");
        return new RevokeRoles(roles, Accounts.accounts(c), optionOnly, opening);
    }

    private static List<Privilege> privileges(Cursor c) {
        List<Privilege> privileges = new ArrayList<>();
        do {
            int start = c.position();
            while (!c.atEnd() && c.kindAt(c.position()) == Tokens.WORD && !c.at("ON")) {
                c.next();
            }
            if (c.position() == start) {
                c.unexpected("a privilege is missing");
                return privileges;
            }
            String name = Characters.upper(c.words(start, c.position()));
            refuseUnknown(c, start, name);
            List<String> columns = c.atSymbol('(') ? Names.inParentheses(c) : List.of();
            privileges.add(new Privilege(name.equals("ALL PRIVILEGES") ? "ALL" : name, columns, c.since(start)));
        } while (c.acceptSymbol(','));
        return privileges;
    }

    private static void refuseUnknown(Cursor c, int start, String name) {
        String whyNot = Privileges.whyNot(name, c.words(start, c.position()));
        if (whyNot != null) {
            int wrong = start;
            while (wrong < c.position() && Privileges.knowsWord(c.word(wrong))) {
                wrong++;
            }
            c.unreadable(whyNot, wrong < c.position() ? wrong : start);
        }
    }

    private static PrivilegeObject object(Cursor c) {
        c.expect("ON");
        int start = c.position();
        String type = "TABLE";
        if (!c.isSymbol(start + 1, '.')) {
            switch (c.word()) {
                case "TABLE", "PROCEDURE", "FUNCTION" -> {
                    type = c.word();
                    c.next();
                }
                case "PACKAGE" -> {
                    c.next();
                    type = c.accept("BODY") ? "PACKAGE BODY" : "PACKAGE";
                }
                default -> {}
            }
        }
        String schema = c.defaultSchema();
        String name = part(c);
        if (c.acceptSymbol('.')) {
            schema = name;
            name = part(c);
        }
        return new PrivilegeObject(type, schema, name, c.since(start));
    }

    private static String part(Cursor c) {
        return c.acceptSymbol('*') ? "*" : c.name();
    }
}
