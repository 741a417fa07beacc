package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SessionFact.Scope;
import org.lupomig.model.sql.SessionFact.SetTransaction;
import org.lupomig.model.sql.SessionFact.SetVariables;
import org.lupomig.model.sql.SessionFact.VariableAssignment;
import org.lupomig.model.sql.VariableUse;

/** Settings of the server: those whose value can be read before, and set again. */
final class GlobalSettings {
    /**
     * Changed in the middle of a run, they lose what is committed, keep the undo from connecting, or change what it
     * reads or makes; and what a session of our own says of itself does not help against them.
     */
    private static final List<String> FOOTING = List.of(
            "INNODB_FLUSH_LOG_AT_TRX_COMMIT",
            "MAX_CONNECTIONS",
            "MAX_USER_CONNECTIONS",
            "MAX_ALLOWED_PACKET",
            "TIME_ZONE",
            "INIT_CONNECT",
            "REQUIRE_SECURE_TRANSPORT",
            "REDIRECT_URL",
            "PROXY_PROTOCOL_NETWORKS",
            "DEFAULT_PASSWORD_LIFETIME",
            "DISCONNECT_ON_EXPIRED_PASSWORD",
            "ENFORCE_STORAGE_ENGINE",
            "WSREP_REJECT_QUERIES");

    private static final List<String> SHUT = List.of("READ_ONLY", "OFFLINE_MODE", "SUPER_READ_ONLY");

    private GlobalSettings() {}

    /** Whether a statement sets variables of the server. */
    static boolean isGlobal(SessionFact fact) {
        return (fact instanceof SetVariables set && set.isGlobal())
                || (fact instanceof SetTransaction transaction && transaction.scope() == Scope.GLOBAL);
    }

    /** Whether it sets what the way back of all else rests on. */
    static boolean isFooting(SessionFact fact) {
        return fact instanceof SetVariables set
                && set.assignments().stream()
                        .map(assignment -> Characters.upper(assignment.name()))
                        .anyMatch(name -> FOOTING.contains(name) || SHUT.contains(name));
    }

    /** Why a variable of the server is not set; null where it is. */
    static @Nullable String whyNot(VariableAssignment assignment) {
        String name = assignment.name();
        if (assignment.scope() != Scope.GLOBAL) {
            return name + " would be kept over the server's restart, as only MySQL knows it";
        }
        if (name.indexOf('.') >= 0) {
            return name + " is a part of a variable, which cannot be read back";
        }
        if (assignment.isHidden()) {
            return "the server does not show the value of " + name + ", so that it could not be set back; set it in the"
                    + " server's configuration, or by hand";
        }
        boolean acts = !assignment.uses().calls().isEmpty()
                || assignment.uses().variables().stream().anyMatch(VariableUse::set);
        return acts ? "what it sets is computed by functions" : whyNot(Characters.upper(name));
    }

    /** Variables whose value does not say what setting them has done, or that would keep the undo out. */
    private static @Nullable String whyNot(String name) {
        if (SHUT.contains(name)) {
            return "under " + name + " nothing could be undone";
        }
        if (FOOTING.contains(name)) {
            return "taking back everything else needs " + name + " as it is";
        }
        boolean orders = name.endsWith("_NOW")
                || name.startsWith("INNODB_MONITOR_")
                || name.startsWith("DEBUG")
                || name.startsWith("GTID_")
                || List.of("INNODB_MAX_PURGE_LAG_WAIT", "SQL_SLAVE_SKIP_COUNTER")
                        .contains(name);
        return orders ? "setting " + name + " makes the server do something, which its value does not tell" : null;
    }

    /** How it is undone, in words; null where the statement sets no variable of the server. */
    static @Nullable String explain(SessionFact fact) {
        if (!isGlobal(fact)) {
            return null;
        }
        return fact instanceof SetVariables set
                ? "set "
                        + String.join(
                                ", ",
                                set.assignments().stream()
                                        .filter(VariableAssignment::ofServer)
                                        .map(VariableAssignment::name)
                                        .toList())
                        + " back to the value read before"
                : "set the server's transaction defaults back to what was read before";
    }
}
