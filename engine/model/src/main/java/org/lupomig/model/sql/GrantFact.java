package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountFact.Identified;

/** {@code GRANT} and {@code REVOKE} in all their forms. */
public sealed interface GrantFact extends StatementFact {
    @Override
    Span opening();

    /** Accounts that are given a password may be created by the way. */
    private static boolean holdSecrets(List<Identified> accounts) {
        return accounts.stream().anyMatch(Identified::secret);
    }

    /** {@code GRANT privileges ON object TO account, …}. An account that is given a password may be created by it. */
    record GrantPrivileges(
            List<Privilege> privileges,
            PrivilegeObject object,
            List<Identified> accounts,
            boolean grantOption,
            List<Setting> settings,
            Span opening)
            implements GrantFact {
        public GrantPrivileges {
            privileges = List.copyOf(privileges);
            accounts = List.copyOf(accounts);
            settings = List.copyOf(settings);
        }

        @Override
        public String kind() {
            return "GRANT";
        }

        @Override
        public boolean mayHoldSecrets() {
            return holdSecrets(accounts);
        }
    }

    /** {@code REVOKE privileges ON object FROM account, …}; {@code GRANT OPTION} is one of the privileges. */
    record RevokePrivileges(List<Privilege> privileges, PrivilegeObject object, List<AccountRef> accounts, Span opening)
            implements GrantFact {
        public RevokePrivileges {
            privileges = List.copyOf(privileges);
            accounts = List.copyOf(accounts);
        }

        @Override
        public String kind() {
            return "REVOKE";
        }
    }

    /** {@code REVOKE ALL PRIVILEGES, GRANT OPTION FROM account, …}: on everything. */
    record RevokeAll(List<AccountRef> accounts, Span opening) implements GrantFact {
        public RevokeAll {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String kind() {
            return "REVOKE ALL";
        }
    }

    /** {@code GRANT role, … TO account, …}. */
    record GrantRoles(List<AccountRef> roles, List<Identified> accounts, boolean adminOption, Span opening)
            implements GrantFact {
        public GrantRoles {
            roles = List.copyOf(roles);
            accounts = List.copyOf(accounts);
        }

        @Override
        public String kind() {
            return "GRANT role";
        }

        @Override
        public boolean mayHoldSecrets() {
            return holdSecrets(accounts);
        }
    }

    /**
     * {@code REVOKE role, … FROM account, …}.
     *
     * @param adminOptionOnly whether the role stays and only the right to grant it goes
     */
    record RevokeRoles(List<AccountRef> roles, List<AccountRef> accounts, boolean adminOptionOnly, Span opening)
            implements GrantFact {
        public RevokeRoles {
            roles = List.copyOf(roles);
            accounts = List.copyOf(accounts);
        }

        @Override
        public String kind() {
            return "REVOKE role";
        }
    }

    /** {@code GRANT PROXY ON account TO account, …}. */
    record GrantProxy(AccountRef proxied, List<Identified> accounts, boolean grantOption, Span opening)
            implements GrantFact {
        public GrantProxy {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String kind() {
            return "GRANT PROXY";
        }

        @Override
        public boolean mayHoldSecrets() {
            return holdSecrets(accounts);
        }
    }

    /** {@code REVOKE PROXY ON account FROM account, …}. */
    record RevokeProxy(AccountRef proxied, List<AccountRef> accounts, Span opening) implements GrantFact {
        public RevokeProxy {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String kind() {
            return "REVOKE PROXY";
        }
    }

    /**
     * A right.
     *
     * @param name in upper case, {@code ALL} for {@code ALL PRIVILEGES}
     * @param columns the columns it is for; empty: all of the object
     */
    record Privilege(String name, List<String> columns, Span span) {
        public Privilege {
            columns = List.copyOf(columns);
        }
    }

    /**
     * What a right is for.
     *
     * @param type {@code TABLE}, {@code PROCEDURE}, {@code FUNCTION}, {@code PACKAGE}, {@code PACKAGE BODY}
     * @param schema the schema or a pattern of schemas, {@code *} for all; null: the connection's own
     * @param name the object, {@code *} for all of the schema
     */
    record PrivilegeObject(String type, @Nullable String schema, String name, Span span) {}
}
