package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;

/** All places that a fact names. */
public final class FactSpans {
    private FactSpans() {}

    /** Each lies in its statement, or the test fails and shows the script. */
    public static void check(Statement statement, String script) throws ReflectiveOperationException {
        check(statement.fact(), statement.sql().length(), script);
    }

    private static void check(Object value, int length, String script) throws ReflectiveOperationException {
        if (value instanceof Span span) {
            if (span.start() < 0 || span.end() > length || span.start() > span.end()) {
                assertThat(span).as(script).isEqualTo(new Span(0, length));
            }
        } else if (value instanceof List<?> list) {
            for (Object each : list) {
                check(each, length, script);
            }
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                Object inner = component.getAccessor().invoke(record);
                if (inner != null) {
                    check(inner, length, script);
                }
            }
        }
    }
}
