package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObject.Kind;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.CopyTrigger;
import org.lupomig.orchestrator.port.TargetOperation.RestoreObject;
import org.lupomig.store.connect.ServerConnection;

/**
 * Makes what is no table as it was, under the settings that it was made under and in its own schema. The session has
 * its own settings again afterwards.
 */
final class ObjectRestore {
    private static final String REPLACE = "CREATE OR REPLACE";

    private final ServerConnection connection;

    ObjectRestore(ServerConnection connection) {
        this.connection = connection;
    }

    StatementOutcome send(RestoreObject restore) {
        // what somebody draws between look and statement would be given once more
        return restore.object().kind() == Kind.SEQUENCE && restore.value() && restore.now() instanceof Present now
                ? SequenceLock.held(
                        connection,
                        restore.object().name(),
                        now.beside().get(Present.NEXT),
                        () -> send(restore, statements(restore)))
                : send(restore, statements(restore));
    }

    /** A trigger behind all others of its kind, whatever stood beside it. */
    StatementOutcome sendPlain(RestoreObject trigger) {
        return send(trigger, List.of(TriggerText.of(trigger.before(), null, false)));
    }

    /** Why a view that is there could not be made as it is: to prepare that looks at all it uses, and makes nothing. */
    @Nullable
    String missing(ServerObject view, Present state) {
        RestoreObject again = new RestoreObject(view, state, state, false);
        StatementOutcome outcome = send(
                again,
                List.of(
                        "PREPARE lupomig_view FROM "
                                + SqlQuoting.literal(statements(again).get(0)),
                        "DEALLOCATE PREPARE lupomig_view"));
        return outcome instanceof StatementOutcome.Refused refused
                        && StatementOutcome.Refused.namesWhatIsMissing(refused.code())
                ? refused.code() + " " + refused.message()
                : null;
    }

    private StatementOutcome send(RestoreObject restore, List<String> statements) {
        List<String> own = connection.one(
                "SELECT @@sql_mode, @@character_set_client, @@collation_connection, @@time_zone, DATABASE()",
                (row, ctx) -> List.of(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Objects.requireNonNullElse(row.getString(5), "")));
        Map<String, String> settings = restore.before().settings();
        String schema = restore.object().schema();
        try {
            if (schema != null) {
                connection.update("USE " + SqlQuoting.identifier(schema));
            }
            set(
                    settings.getOrDefault(ObjectCatalogue.SQL_MODE, ""),
                    settings.getOrDefault(ObjectCatalogue.CHARSET, own.get(1)),
                    settings.getOrDefault(ObjectCatalogue.COLLATION, own.get(2)),
                    settings.getOrDefault(ObjectCatalogue.TIME_ZONE, own.get(3)));
            return Answer.all(statements, connection);
        } finally {
            if (!connection.closed()) {
                set(own.get(0), own.get(1), own.get(2), own.get(3));
                if (!own.get(4).isEmpty()) {
                    connection.update("USE " + SqlQuoting.identifier(own.get(4)));
                }
            }
        }
    }

    private void set(String sqlMode, String charset, String collation, String timeZone) {
        connection.update(
                "SET sql_mode = ?, character_set_client = ?, collation_connection = ?, time_zone = ?",
                sqlMode,
                charset,
                collation,
                timeZone);
    }

    /** A trigger as it is to be made for another table: behind those that are there. */
    static RestoreObject restoring(CopyTrigger copy) {
        Present as = copy.as();
        String place = as.beside().getOrDefault(Present.PLACE, "");
        int at = as.definition().indexOf(place);
        String definition = as.definition().substring(0, at)
                + SqlQuoting.identifier(copy.table())
                + as.definition().substring(at + place.length());
        return new RestoreObject(
                copy.trigger(),
                new Present(definition, as.settings(), TriggerText.on(copy.table(), as)),
                new ServerObjectState.Absent(),
                false);
    }

    /** What is sent, in its order: between any two, what is there is known for an undo that was cut short. */
    static List<String> statements(RestoreObject restore) {
        Present before = restore.before();
        List<String> sent = new ArrayList<>();
        if (restore.object().kind() == Kind.SEQUENCE) {
            sequence(restore, sent);
            return sent;
        }
        String definition = before.definition();
        if (restore.object().kind() == Kind.VARIABLE) {
            return List.of(definition);
        }
        definition = TriggerText.of(
                before,
                before.beside().get(ObjectCatalogue.ORDER),
                !restore.now().absent());
        sent.add(restore.now().absent() ? definition : REPLACE + definition.substring("CREATE".length()));
        String grants = before.settings().get(Present.GRANTS);
        if (grants != null) {
            sent.addAll(List.of(grants.split("\n")));
        }
        return sent;
    }

    /**
     * A sequence is never there with numbers that it has given already: it is made to start with the next, and only
     * then told where it once started.
     */
    private static void sequence(RestoreObject restore, List<String> sent) {
        Present before = restore.before();
        String interim = before.beside().getOrDefault(Present.INTERIM, before.definition());
        if (restore.now().absent()) {
            sent.add(interim);
        }
        if (!restore.now().absent() || !interim.equals(before.definition())) {
            sent.add("ALTER SEQUENCE " + SqlQuoting.identifier(restore.object().name()) + options(before.definition())
                    + restart(restore));
        }
    }

    private static String restart(RestoreObject restore) {
        String next = restore.before().beside().get(Present.NEXT);
        return restore.value() && !restore.now().absent() && next != null ? " RESTART " + next : "";
    }

    /** From {@code start with} to before the engine. */
    private static String options(String definition) {
        int from = definition.indexOf(" start with ");
        int to = definition.lastIndexOf(" ENGINE=");
        return definition.substring(from, to < from ? definition.length() : to);
    }

    /** The statement that drops an object. */
    static String drop(ServerObject object) {
        return "DROP " + object.kind().words() + " "
                + (object.mayBeGranted() ? object.grantee() : SqlQuoting.identifier(object.name()));
    }
}
