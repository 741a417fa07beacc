package org.lupomig.cli.wiring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Somebody changes what a step of the model left, just before its way back is sent and when all was looked at: the
 * server refuses that way back, or it finds something else than it may touch. What there was can be put back.
 */
final class Meddling {
    private final TestDatabase database;
    private final String schema;
    private final List<String> does;
    private final List<String> mends;
    private boolean done;

    private Meddling(TestDatabase database, String schema, List<String> does, List<String> mends) {
        this.database = database;
        this.schema = schema;
        this.does = does;
        this.mends = mends;
    }

    /** With a step of the model, in one word. */
    static Meddling with(TestDatabase database, String key) {
        String schema = "m_" + key;
        String table = schema + ".t";
        return switch (key.substring(key.indexOf('_') + 1)) {
            case "drop", "move" ->
                new Meddling(
                        database,
                        schema,
                        List.of("CREATE TABLE " + table + " (other INT PRIMARY KEY) ENGINE=InnoDB"),
                        List.of("DROP TABLE " + table));
            case "rows" ->
                new Meddling(
                        database,
                        schema,
                        List.of("UPDATE " + table + " SET name = 'theirs' WHERE id = 2"),
                        List.of("UPDATE " + table + " SET name = 'new' WHERE id = 2"));
            case "alter" ->
                new Meddling(
                        database,
                        schema,
                        List.of("ALTER TABLE " + table + " RENAME COLUMN x TO y"),
                        List.of("ALTER TABLE " + table + " RENAME COLUMN y TO x"));
            default -> new Meddling(database, schema, List.of(), List.of());
        };
    }

    /** Puts back what there was, where it was changed. */
    void mend() throws SQLException {
        if (done) {
            database.execute(mends.toArray(String[]::new));
        }
    }

    Target in(Target target) {
        return proxy(Target.class, target);
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (!done && real instanceof TargetSession && isAbout(method, arguments)) {
                done = true;
                database.execute(does.toArray(String[]::new));
            }
            try {
                Object answer = method.invoke(real, arguments);
                return answer instanceof TargetSession session ? proxy(TargetSession.class, session) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private boolean isAbout(Method method, Object @Nullable [] arguments) {
        return arguments != null
                && PortCalls.hasEffect(TargetSession.class, method)
                && Arrays.deepToString(arguments).contains(schema);
    }
}
