package org.lupomig.store;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/** Everything that is said about servers and stores. */
public enum StoreMessage implements MessageType {
    ADDRESS_UNREADABLE(
            "LM6001",
            Severity.ERROR,
            "'{0}' is not the address of a MariaDB server: {1}",
            "write jdbc:mariadb://HOST:PORT/SCHEMA?user=NAME, where PORT and SCHEMA may be left out"),
    ADDRESS_OPTION_UNKNOWN(
            "LM6002",
            Severity.ERROR,
            "the address '{0}' has an option that is not known: {1}",
            "leave it out; known are user, password, connectTimeout, localSocket, sslMode, serverSslCert, keyStore,"
                    + " keyStorePassword, keyStoreType, trustStore, trustStorePassword and trustStoreType"),
    HOST_UNKNOWN("LM6010", Severity.ERROR, "no host is called '{0}'", "check the spelling of the host in the address"),
    SERVER_UNREACHABLE(
            "LM6011",
            Severity.ERROR,
            "no server answers at {0}: {1}",
            "check that the server runs, and that its host and port are those of the address"),
    /** {0} the server, {1} the user, {2} the variable that holds the database's address. */
    ACCESS_DENIED(
            "LM6012",
            Severity.ERROR,
            "the server at {0} does not let '{1}' in: wrong user or password",
            "the user is given as ?user=NAME behind the address or in {2}_USER, the password in {2}_PASSWORD; where both"
                    + " are right, an account without a name, ''@'HOST', may go before '{1}'@'%': drop it, or create '{1}' for that host"),
    HOST_REFUSED(
            "LM6013",
            Severity.ERROR,
            "the server at {0} takes no connections from this machine: {1}",
            "create the account for this host too, or unblock the host with FLUSH HOSTS"),
    SCHEMA_DENIED(
            "LM6014",
            Severity.ERROR,
            "'{1}' may not use the schema that the address of {0} names: {2}",
            "grant it privileges there, or name another schema in the address"),
    SCHEMA_UNKNOWN(
            "LM6015",
            Severity.ERROR,
            "the server at {0} has no schema '{1}'",
            "make it first, or name one that is there; leave it out only where scripts say USE, or a schema before each"
                    + " name"),
    SERVER_FULL(
            "LM6016",
            Severity.ERROR,
            "the server at {0} takes no more connections: {1}",
            "end some connections, or raise max_connections; a run takes up to seven"),
    TLS_FAILED(
            "LM6017",
            Severity.ERROR,
            "no encrypted connection to {0} could be made: {1}",
            "set sslMode in the address to what the server offers, and name its certificate with serverSslCert"),
    ACCOUNT_UNUSABLE(
            "LM6018",
            Severity.ERROR,
            "the account '{1}' cannot be used on the server at {0}: {2}",
            "unlock the account, or give it a new password"),
    CONNECT_FAILED("LM6019", Severity.ERROR, "no connection to {0} could be made: {1}", ""),
    NOT_MARIADB(
            "LM6020",
            Severity.ERROR,
            "the server at {0} is {1}, not MariaDB",
            "give the address of a MariaDB server, 10.6 or later"),
    SERVER_TOO_OLD(
            "LM6021",
            Severity.ERROR,
            "the server at {0} is MariaDB {1}; 10.6 or later is needed",
            "upgrade the server, or give the address of a later one"),
    INNODB_MISSING(
            "LM6030",
            Severity.ERROR,
            "the server has no InnoDB, in which alone changes can be undone exactly",
            "start the server with InnoDB enabled"),
    SERVER_READ_ONLY(
            "LM6031",
            Severity.ERROR,
            "the server is read-only",
            "give the address of the primary, or SET GLOBAL read_only = OFF"),
    SERVER_IS_REPLICA(
            "LM6032",
            Severity.ERROR,
            "the server replicates from another one, whose changes would mix with the plan's",
            "give the address of the primary"),
    SESSIONS_SHARED(
            "LM6033",
            Severity.ERROR,
            "between here and the server stands a proxy that gives one session to several clients",
            "give the address of the server itself"),
    DURABILITY_RELAXED(
            "LM6034",
            Severity.WARNING,
            "innodb_flush_log_at_trx_commit is {0}: a crash of the server can lose what was committed last,"
                    + " and with it the way back",
            "SET GLOBAL innodb_flush_log_at_trx_commit = 1"),
    STORE_PRIVILEGES_MISSING(
            "LM6035", Severity.ERROR, "the account {0} may not {1} in schema {2}", "GRANT {3} ON {4}.* TO {0}"),
    PROCESS_MISSING(
            "LM6036",
            Severity.WARNING,
            "the account {0} lacks PROCESS: tables are recognised by name and definition only, who stands in the way of"
                    + " a lock is not seen, and in tables that were there rows are not deleted or replaced, nor indexed"
                    + " columns updated, unless a right such as SELECT on *.* shows all foreign keys",
            "GRANT PROCESS ON *.* TO {0}"),
    PRIVILEGES_MISSING(
            "LM6037",
            Severity.ERROR,
            "the account {0} lacks {1} on schema {2}, needed for {3} and the way back",
            "GRANT {4} ON {5}.* TO {0}"),
    ACCOUNT_PRIVILEGES_MISSING(
            "LM6038",
            Severity.ERROR,
            "the account {0} lacks {1} on {2}, needed for {3} and the way back",
            "GRANT {1} ON {2} TO {0}"),
    ENGINE_ENFORCED(
            "LM6039",
            Severity.ERROR,
            "the server makes every table in {0}, whatever is asked for; what is to be undone exactly is kept in InnoDB",
            "SET GLOBAL enforce_storage_engine = NULL"),
    STORE_NEWER(
            "LM6040",
            Severity.ERROR,
            "the store on this server is of version {0}; this program knows {1}",
            "use a later lupomig"),
    STORE_DAMAGED(
            "LM6041",
            Severity.ERROR,
            "the store on this server is damaged: {0}",
            "restore schemas {1} and {2} from a backup; without one nothing is known of what was run here, and dropping"
                    + " both lets the next run begin anew"),
    HELD_BY_AN_EARLIER_STORE(
            "LM6042",
            Severity.WARNING,
            "schema {0} holds {1} set aside by a store that is no longer there",
            "look at them, and drop them when nobody needs them: Lupomig leaves them alone"),
    STORE_HIDDEN(
            "LM6043",
            Severity.ERROR,
            "whether anything was run on this server cannot be seen: the account {0} may not read schema {1}",
            "GRANT {2} ON {3}.* TO {0}");

    // A record of texts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Wording wording;

    StoreMessage(String code, Severity severity, String template, String help) {
        wording = new Wording(code, severity, template, help);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
