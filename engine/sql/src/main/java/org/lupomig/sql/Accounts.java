package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AccountFact.Identified;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.Setting;

/** Reads accounts, how they are identified, and what else is said of them. Passwords are passed over. */
final class Accounts {
    private Accounts() {}

    static AccountRef account(Cursor c) {
        int start = c.position();
        String word = c.word();
        AccountRef.Type type = special(word);
        if (type != AccountRef.Type.NAMED && !c.isSymbol(start + 1, '@')) {
            c.next();
            if (c.atSymbol('(') && c.isSymbol(start + 2, ')')) {
                c.moveTo(start + 3);
            }
            return new AccountRef(type, word, null, c.since(start));
        }
        String name = c.value();
        String host = c.atSymbol('@') ? host(c) : null;
        return new AccountRef(AccountRef.Type.NAMED, name, host, c.since(start));
    }

    static List<AccountRef> accounts(Cursor c) {
        List<AccountRef> accounts = new ArrayList<>(2);
        do {
            accounts.add(account(c));
        } while (c.acceptSymbol(','));
        return accounts;
    }

    /** Accounts, each with what it is identified by. */
    static List<Identified> identified(Cursor c) {
        List<Identified> accounts = new ArrayList<>(2);
        do {
            int start = c.position();
            AccountRef account = account(c);
            List<String> plugins = new ArrayList<>(2);
            boolean secret = c.accept("IDENTIFIED") && identification(c, plugins);
            accounts.add(new Identified(account, plugins, secret, c.since(start)));
        } while (c.acceptSymbol(','));
        return accounts;
    }

    /** Requirements, limits, locking and expiry, in any order. */
    static List<Setting> settings(Cursor c) {
        List<Setting> settings = new ArrayList<>(4);
        while (!c.atEnd()) {
            int start = c.position();
            if (c.accept("REQUIRE")) {
                requirements(c, settings);
            } else if (c.accept("WITH")) {
                limits(c, settings);
            } else if (c.accept("ACCOUNT")) {
                String state = c.at("LOCK") || c.at("UNLOCK") ? c.word() : "";
                c.next();
                settings.add(new Setting("ACCOUNT", state, c.since(start)));
            } else if (c.accept("PASSWORD", "EXPIRE")) {
                int value = c.position();
                while (c.accept("NEVER") || c.accept("DEFAULT") || c.accept("INTERVAL") || c.accept("DAY")) {
                    if (!c.atEnd() && c.kindAt(c.position()) == Tokens.NUMBER) {
                        c.next();
                    }
                }
                settings.add(new Setting("PASSWORD EXPIRE", c.words(value, c.position()), c.since(start)));
            } else {
                break;
            }
        }
        return settings;
    }

    static boolean has(List<Setting> settings, String name) {
        return settings.stream().anyMatch(setting -> setting.name().equals(name));
    }

    private static AccountRef.Type special(String word) {
        return switch (word) {
            case "CURRENT_USER" -> AccountRef.Type.CURRENT_USER;
            case "CURRENT_ROLE" -> AccountRef.Type.CURRENT_ROLE;
            case "PUBLIC" -> AccountRef.Type.PUBLIC;
            case "NONE" -> AccountRef.Type.NONE;
            default -> AccountRef.Type.NAMED;
        };
    }

    private static @Nullable String host(Cursor c) {
        c.next();
        if (c.atEnd() || c.kindAt(c.position()) == Tokens.STRING || c.kindAt(c.position()) == Tokens.QUOTED_NAME) {
            return c.value();
        }
        int start = c.position();
        do {
            c.next();
        } while (!c.atEnd() && c.isGlued(c.position()) && isOfHost(c));
        return c.words(start, c.position());
    }

    private static boolean isOfHost(Cursor c) {
        byte kind = c.kindAt(c.position());
        return kind == Tokens.WORD || kind == Tokens.NUMBER || c.atSymbol('.');
    }

    /** Behind {@code IDENTIFIED}: whether a password or hash is given. */
    private static boolean identification(Cursor c, List<String> plugins) {
        if (c.accept("BY")) {
            c.accept("PASSWORD");
            c.string();
            return true;
        }
        if (!c.accept("VIA") && !c.accept("WITH")) {
            c.unexpected("BY or VIA is missing");
        }
        boolean secret = false;
        do {
            plugins.add(c.value());
            if (c.accept("USING") || c.accept("AS") || c.accept("BY")) {
                secret = true;
                if (c.accept("PASSWORD")) {
                    c.skipParentheses();
                } else {
                    c.string();
                }
            }
        } while (c.accept("OR"));
        return secret;
    }

    private static void requirements(Cursor c, List<Setting> settings) {
        boolean more = true;
        while (more && !c.atEnd()) {
            int start = c.position();
            String word = c.word();
            switch (word) {
                case "NONE", "SSL", "X509" -> {
                    c.next();
                    settings.add(new Setting("REQUIRE", word, c.since(start)));
                    more = false;
                }
                case "SUBJECT", "ISSUER", "CIPHER" -> {
                    c.next();
                    settings.add(new Setting("REQUIRE " + word, c.string(), c.since(start)));
                    c.accept("AND");
                }
                default -> more = false;
            }
        }
    }

    private static void limits(Cursor c, List<Setting> settings) {
        while (!c.atEnd()) {
            int start = c.position();
            String word = c.word();
            if (c.accept("GRANT", "OPTION") || c.accept("ADMIN", "OPTION")) {
                settings.add(new Setting(word + " OPTION", "", c.since(start)));
            } else if (word.startsWith("MAX_")) {
                c.next();
                settings.add(new Setting(word, c.value(), c.since(start)));
            } else {
                return;
            }
        }
    }
}
