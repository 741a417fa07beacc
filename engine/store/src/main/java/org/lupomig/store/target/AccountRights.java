package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.port.ServerObject;

/**
 * What an account or role may, right by right, out of the lines of {@code SHOW GRANTS}: {@code SELECT ON `shop`.*},
 * {@code UPDATE (`price`) ON `shop`.`orders`}, {@code EXECUTE ON PROCEDURE `shop`.`p`}, {@code GRANT OPTION ON *.*},
 * {@code PROXY ON 'a'@'%'}, {@code ROLE `r`}, {@code ROLE `r` ADMIN}, {@code DEFAULT ROLE `r`}.
 */
final class AccountRights {
    private final String line;
    private int at;

    private AccountRights(String line) {
        this.line = line;
    }

    /** Those of one grantee; the lines of a role tell of the roles that it has, too. */
    static Set<String> of(List<String> lines, ServerObject grantee) {
        Set<String> rights = new TreeSet<>();
        for (String line : lines) {
            new AccountRights(line).read(grantee, rights);
        }
        return rights;
    }

    /** The names in what a right is on, without quotes. */
    static List<String> names(String object) {
        AccountRights at = new AccountRights(object);
        List<String> names = new ArrayList<>();
        while (at.at < object.length()) {
            if (object.charAt(at.at) == '`') {
                names.add(at.name());
            } else {
                at.at++;
            }
        }
        return names;
    }

    private void read(ServerObject grantee, Set<String> rights) {
        if (accept("SET DEFAULT ROLE ")) {
            rights.add(ChangesAccounts.DEFAULT_ROLE + ServerObject.role(name()).grantee());
            return;
        }
        if (!accept("GRANT ")) {
            throw unknown();
        }
        if (line.charAt(at) == '`' || line.charAt(at) == '\'') {
            String role = "ROLE " + ServerObject.role(name()).grantee();
            if (isTo(grantee)) {
                rights.add(role);
                if (line.endsWith(" WITH ADMIN OPTION")) {
                    rights.add(role + " ADMIN");
                }
            }
            return;
        }
        if (accept("PROXY ON ")) {
            String user = name();
            accept("@");
            String right = "PROXY ON " + ServerObject.user(user, name()).grantee();
            if (isTo(grantee)) {
                rights.add(right);
                if (line.endsWith(" WITH GRANT OPTION")) {
                    rights.add(right + " GRANT OPTION");
                }
            }
            return;
        }
        List<String> names = new ArrayList<>();
        do {
            String name = privilege();
            if (!name.equals("USAGE")) {
                columns(name, names);
            }
        } while (accept(", "));
        if (!accept(" ON ")) {
            throw unknown();
        }
        int from = at;
        object();
        String object = line.substring(from, at);
        if (isTo(grantee)) {
            names.forEach(name -> rights.add(name + " ON " + object));
            if (passesOn()) {
                rights.add("GRANT OPTION ON " + object);
            }
        }
    }

    private String privilege() {
        int from = at;
        while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != '(' && !line.startsWith(" ON ", at)) {
            at++;
        }
        return line.substring(from, at).strip();
    }

    private void columns(String name, List<String> names) {
        if (!accept("(")) {
            names.add(name);
            return;
        }
        do {
            int from = at;
            name();
            names.add(name + " (" + line.substring(from, at) + ")");
        } while (accept(", "));
        accept(")");
    }

    /** {@code *.*}, {@code `shop`.*}, {@code `shop`.`orders`}, {@code PROCEDURE `shop`.`p`}. */
    private void object() {
        while (at < line.length() && !line.startsWith(" TO ", at)) {
            if (line.charAt(at) == '`') {
                name();
            } else {
                at++;
            }
        }
    }

    private boolean isTo(ServerObject grantee) {
        if (!accept(" TO ")) {
            throw unknown();
        }
        if (accept("PUBLIC")) {
            return grantee.isEverybody();
        }
        String name = name();
        return accept("@")
                ? grantee.equals(ServerObject.user(name, name()))
                : !grantee.isEverybody() && grantee.equals(ServerObject.role(name));
    }

    /** Behind the grantee: it may hold texts in quotes. */
    private boolean passesOn() {
        StringBuilder words = new StringBuilder();
        while (at < line.length()) {
            if (line.charAt(at) == '\'') {
                name();
                words.append("''");
            } else {
                words.append(line.charAt(at));
                at++;
            }
        }
        int with = words.lastIndexOf(" WITH ");
        return with >= 0 && words.indexOf("GRANT OPTION", with) >= 0;
    }

    /** A name or text in quotes, without them. */
    private String name() {
        char quote = at < line.length() ? line.charAt(at) : ' ';
        if (quote != '`' && quote != '\'') {
            throw unknown();
        }
        StringBuilder name = new StringBuilder();
        at++;
        while (at < line.length()) {
            char c = line.charAt(at);
            boolean doubled = c == quote && at + 1 < line.length() && line.charAt(at + 1) == quote;
            if (c == quote && !doubled) {
                at++;
                return name.toString();
            }
            boolean escaped = doubled || (c == '\\' && quote == '\'' && at + 1 < line.length());
            at += escaped ? 1 : 0;
            name.append(line.charAt(at));
            at++;
        }
        throw unknown();
    }

    private boolean accept(String words) {
        if (line.startsWith(words, at)) {
            at += words.length();
            return true;
        }
        return false;
    }

    /** The line may hold the hash of a password: it is not shown. */
    private IllegalStateException unknown() {
        return new IllegalStateException("SHOW GRANTS says what is not understood, at character " + at);
    }
}
