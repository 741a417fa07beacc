package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements on accounts and roles. None of these facts holds a password, hashed or not. */
public sealed interface AccountFact extends StatementFact {
    @Override
    Span opening();

    @Override
    default boolean mayHoldSecrets() {
        return true;
    }

    /**
     * An account with how it proves who it is.
     *
     * @param plugins the plugins named; empty where none is
     * @param secret whether a password or its hash is given
     * @param span the account and what it is identified by
     */
    record Identified(AccountRef account, List<String> plugins, boolean secret, Span span) {
        public Identified {
            plugins = List.copyOf(plugins);
        }
    }

    /** {@code CREATE USER account, … options}. */
    record CreateAccounts(
            List<Identified> accounts,
            boolean orReplace,
            @Nullable Span guard,
            List<Setting> settings,
            Span opening) implements AccountFact {
        public CreateAccounts {
            accounts = List.copyOf(accounts);
            settings = List.copyOf(settings);
        }

        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE USER" : "CREATE USER";
        }
    }

    /** {@code ALTER USER account, … options}. */
    record AlterAccounts(
            List<Identified> accounts, @Nullable Span guard, List<Setting> settings, Span opening)
            implements AccountFact {
        public AlterAccounts {
            accounts = List.copyOf(accounts);
            settings = List.copyOf(settings);
        }

        @Override
        public String kind() {
            return "ALTER USER";
        }
    }

    /** {@code DROP USER account, …}. */
    record DropAccounts(List<AccountRef> accounts, @Nullable Span guard, Span opening) implements AccountFact {
        public DropAccounts {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String kind() {
            return "DROP USER";
        }
    }

    /** {@code RENAME USER a TO b, …}. */
    record RenameAccounts(List<AccountRename> renames, Span opening) implements AccountFact {
        public RenameAccounts {
            renames = List.copyOf(renames);
        }

        @Override
        public String kind() {
            return "RENAME USER";
        }
    }

    /** One account and its new name. */
    record AccountRename(AccountRef from, AccountRef to) {
        /** The words of both. */
        public Span span() {
            return from.span().union(to.span());
        }
    }

    /**
     * {@code CREATE ROLE name, …}.
     *
     * @param admin who may grant it; null where not said: whoever creates it
     */
    record CreateRoles(
            List<AccountRef> roles,
            boolean orReplace,
            @Nullable Span guard,
            @Nullable AccountRef admin,
            Span opening) implements AccountFact {
        public CreateRoles {
            roles = List.copyOf(roles);
        }

        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE ROLE" : "CREATE ROLE";
        }
    }

    /** {@code DROP ROLE name, …}. */
    record DropRoles(List<AccountRef> roles, @Nullable Span guard, Span opening) implements AccountFact {
        public DropRoles {
            roles = List.copyOf(roles);
        }

        @Override
        public String kind() {
            return "DROP ROLE";
        }
    }

    /** {@code SET PASSWORD [FOR account]}; account null: the session's own. */
    record SetPassword(@Nullable AccountRef account, Span opening) implements AccountFact {
        @Override
        public String kind() {
            return "SET PASSWORD";
        }
    }

    /** {@code SET DEFAULT ROLE role [FOR account]}; account null: the session's own. */
    record SetDefaultRole(AccountRef role, @Nullable AccountRef account, Span opening) implements AccountFact {
        @Override
        public String kind() {
            return "SET DEFAULT ROLE";
        }
    }

    /** {@code SET ROLE role}: changes the session alone. */
    record SetRole(AccountRef role, Span opening) implements AccountFact {
        @Override
        public String kind() {
            return "SET ROLE";
        }
    }
}
