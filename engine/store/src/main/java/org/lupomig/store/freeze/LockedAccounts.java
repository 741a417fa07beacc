package org.lupomig.store.freeze;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.Barrier.Account;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.WriteBarrier.Found;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.privilege.Grants;

/**
 * Locks accounts and ends their sessions, for a lock alone leaves those that are open. The server does not say which
 * account a session came in by, only the user's name: so an account is locked only where all of its user's are.
 */
final class LockedAccounts {
    private static final int NO_SUCH_THREAD = 1094;
    private static final int MOST_NAMED = 5;
    private static final List<String> RIGHTS = List.of("CREATE USER", "CONNECTION ADMIN", "PROCESS");

    private static final String STANDING = "SELECT User, Host, COALESCE(JSON_VALUE(Priv, '$.account_locked'), 0)"
            + " FROM mysql.global_priv WHERE COALESCE(JSON_VALUE(Priv, '$.is_role'), 0) = 0 AND User IN (";

    private static final String WRITERS = "SELECT GRANTEE FROM information_schema.USER_PRIVILEGES"
            + " WHERE PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE')"
            + " UNION SELECT GRANTEE FROM information_schema.SCHEMA_PRIVILEGES"
            + " WHERE PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE') AND (";

    private final MariaDbServer server;

    LockedAccounts(MariaDbServer server) {
        this.server = server;
    }

    Found look(List<ServerObject> named, List<String> schemas) {
        return server.reading(reader -> {
            List<Problem> objections = new ArrayList<>();
            Grants grants = Grants.of(reader);
            for (String right : RIGHTS) {
                if (!grants.allowEverywhere(right)) {
                    objections.add(unfit(
                            "the account " + grants.account() + " lacks " + right,
                            "GRANT " + right + " ON *.* TO " + grants.account()));
                }
            }
            List<Account> accounts;
            List<Account> nameless;
            try {
                accounts =
                        standing(reader, named.stream().map(ServerObject::user).toList());
                nameless = standing(reader, List.of(""));
            } catch (ServerRefused e) {
                if (!ServerError.denied(e.code())) {
                    throw e;
                }
                objections.add(unfit(
                        "the account " + grants.account() + " may not read mysql.global_priv, which says who is locked",
                        "GRANT SELECT ON mysql.global_priv TO " + grants.account()));
                return new Found(Barrier.NONE, objections, List.of());
            }
            List<Account> chosen = chosen(named, accounts, ownUsers(reader), objections);
            for (Account one : nameless) {
                objections.add(unfit(
                        "sessions of " + object(one).grantee() + ", which has no name, have the name that each gives",
                        "DROP USER " + object(one).grantee() + ", or take freeze = " + Barrier.ReadOnly.WORD));
            }
            return new Found(new Barrier.Accounts(chosen), objections, gaps(reader, chosen, schemas));
        });
    }

    private static List<Account> chosen(
            List<ServerObject> named, List<Account> there, Set<String> ownUsers, List<Problem> objections) {
        List<Account> chosen = new ArrayList<>();
        for (ServerObject one : named) {
            Account account = there.stream()
                    .filter(each ->
                            each.user().equals(one.user()) && each.host().equalsIgnoreCase(one.host()))
                    .findFirst()
                    .orElse(null);
            if (ownUsers.contains(one.user())) {
                objections.add(unfit(
                        one.grantee() + " has the name of the account that this program comes in by, and sessions of"
                                + " both look the same",
                        "give this program an account of its own name"));
            } else if (account == null) {
                objections.add(unfit("there is no account " + one.grantee(), "take it out of the setting, or mend it"));
            } else {
                chosen.add(account);
            }
        }
        for (Account other : there) {
            if (!chosen.contains(other) && named.stream().noneMatch(one -> ownUsers.contains(one.user()))) {
                objections.add(unfit(
                        "sessions of " + other.name() + " look the same as those of another account of that name",
                        "name " + other.name() + " too, or give it another name"));
            }
        }
        return chosen;
    }

    private static List<Account> standing(ServerConnection reader, List<String> users) {
        return reader.list(
                STANDING + String.join(", ", Collections.nCopies(users.size(), "?")) + ") ORDER BY User, Host",
                (row, ctx) -> new Account(row.getString(1), row.getString(2), truth(row.getString(3))),
                users.toArray());
    }

    private static boolean truth(String value) {
        return value.equals("1") || value.equals("true");
    }

    /**
     * The name of the account that this program comes in by, and the one that its sessions are listed under: they
     * differ where the account has no name.
     */
    private static Set<String> ownUsers(ServerConnection reader) {
        return Set.copyOf(reader.list("SELECT CURRENT_USER() UNION SELECT USER()", (row, ctx) -> row.getString(1)
                .substring(0, row.getString(1).lastIndexOf('@'))));
    }

    /** Who else may write there, as far as this account is shown that. */
    private static List<Problem> gaps(ServerConnection reader, List<Account> chosen, List<String> schemas) {
        List<Object> values = new ArrayList<>(schemas);
        String which = schemas.isEmpty()
                ? "TRUE"
                : String.join(" OR ", Collections.nCopies(schemas.size(), "? LIKE TABLE_SCHEMA"));
        List<String> others = new ArrayList<>(
                reader.list(WRITERS + which + ") ORDER BY GRANTEE", (row, ctx) -> row.getString(1), values.toArray()));
        chosen.forEach(account -> others.remove(object(account).grantee()));
        others.remove(reader.one(
                "SELECT CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')", (row, ctx) -> row.getString(1)));
        String who = others.isEmpty() ? "" : " (such as " + some(others) + ")";
        return List.of(Problem.of(
                EngineMessage.FREEZE_HAS_GAPS,
                Barrier.Accounts.WORD,
                "accounts that are not named" + who + ", nor events and routines that run as another account"));
    }

    static String some(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + more + " more";
    }

    @Nullable
    String raise(List<Account> accounts, Duration patience, BooleanSupplier due) {
        return RaiseTry.raised(server, patience, due, lone -> tried(lone, accounts));
    }

    private static RaiseTry tried(ServerConnection lone, List<Account> accounts) {
        List<String> users = accounts.stream().map(Account::user).distinct().toList();
        // Somebody may have unlocked one since, also of those that were locked before.
        for (Account account : unlocked(lone, accounts)) {
            lone.update("ALTER USER " + object(account).grantee() + " ACCOUNT LOCK");
        }
        // Nobody new comes in from here on. A session has left when its transaction is rolled back.
        List<Long> there = sessions(lone, users);
        there.forEach(session -> end(lone, session, users));
        if (!there.isEmpty()) {
            return RaiseTry.waits("connection " + there.get(0) + " of one of them has not ended");
        }
        List<Account> open = unlocked(lone, accounts);
        return open.isEmpty()
                ? RaiseTry.HOLDS
                : RaiseTry.failed(open.get(0).name() + " is not locked though it was told to be");
    }

    /** Why it does not hold: one of them is not locked, or somebody has come in by it while it was not. */
    @Nullable
    String lapsed(List<Account> accounts) {
        return server.reading(reader -> {
            List<Account> open = unlocked(reader, accounts);
            if (!open.isEmpty()) {
                return open.get(0).name() + " is not locked";
            }
            List<Long> there = sessions(
                    reader, accounts.stream().map(Account::user).distinct().toList());
            return there.isEmpty() ? null : "connection " + there.get(0) + " of one of them has not ended";
        });
    }

    @Nullable
    static String lower(ServerConnection reader, List<Account> accounts) {
        for (Account account : there(reader, accounts)) {
            reader.update("ALTER USER " + object(account).grantee() + " ACCOUNT UNLOCK");
        }
        return null;
    }

    /** Those that are locked, and were not before; one that has been dropped meanwhile stays dropped. */
    private static List<Account> there(ServerConnection reader, List<Account> accounts) {
        List<Account> now =
                standing(reader, accounts.stream().map(Account::user).toList());
        return now.stream()
                .filter(Account::locked)
                .filter(account -> accounts.contains(new Account(account.user(), account.host(), false)))
                .toList();
    }

    /** Those that are not locked now; by one that has been dropped meanwhile nobody comes in. */
    private static List<Account> unlocked(ServerConnection reader, List<Account> accounts) {
        List<Account> now =
                standing(reader, accounts.stream().map(Account::user).toList());
        return accounts.stream()
                .filter(account -> now.contains(new Account(account.user(), account.host(), false)))
                .toList();
    }

    private static List<Long> sessions(ServerConnection reader, List<String> users) {
        return reader.list(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE USER IN ("
                        + String.join(", ", Collections.nCopies(users.size(), "?")) + ") ORDER BY ID",
                (row, ctx) -> row.getLong(1),
                users.toArray());
    }

    /** By its number and its user: numbers begin anew when a server does. */
    private static void end(ServerConnection reader, long session, List<String> users) {
        if (!sessions(reader, users).contains(session)) {
            return;
        }
        try {
            reader.update("KILL CONNECTION " + session);
        } catch (ServerRefused e) {
            if (e.code() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }

    private static ServerObject object(Account account) {
        return ServerObject.user(account.user(), account.host());
    }

    private static Problem unfit(String why, String help) {
        return Problem.of(EngineMessage.FREEZE_UNFIT, Barrier.Accounts.WORD, why, help);
    }
}
