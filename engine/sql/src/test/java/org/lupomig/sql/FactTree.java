package org.lupomig.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.Setting;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.VariableUse;

/**
 * A fact for people: a line for each component that says something, spans as the words they cover. A new component
 * shows by itself.
 */
public final class FactTree {
    private static final int LONGEST = 70;

    private final String sql;
    private final StringBuilder out = new StringBuilder();

    private FactTree(String sql) {
        this.sql = sql;
    }

    /** The fact of {@code sql}, each line behind {@code indent}. */
    public static String of(StatementFact fact, String sql, String indent) {
        FactTree tree = new FactTree(sql);
        tree.fact(fact, indent, indent);
        return tree.out.toString();
    }

    private void fact(StatementFact fact, String first, String indent) {
        Span opening = fact.opening();
        out.append(first).append(fact.kind());
        out.append(opening == null ? "" : " " + cut(opening)).append('\n');
        for (RecordComponent component : fact.getClass().getRecordComponents()) {
            Object value = get(component, fact);
            if (!component.getName().equals("opening")) {
                line(component.getName(), value, indent + "  ");
            }
        }
    }

    private void line(String name, @Nullable Object value, String indent) {
        if (value instanceof StatementFact inner) {
            out.append(indent).append(name).append(":\n");
            fact(inner, indent + "  ", indent + "  ");
        } else if (value instanceof ProgramBody body) {
            body(name, body, indent);
        } else if (value != null && !text(value).isEmpty()) {
            String text = text(value);
            out.append(indent).append(name);
            out.append(text.equals("true") ? "" : ": " + text).append('\n');
        }
    }

    private void body(String name, ProgramBody body, String indent) {
        out.append(indent).append(name).append(": ").append(cut(body.span())).append('\n');
        line("control", body.control(), indent + "  ");
        line("touches", touches(body.touches()), indent + "  ");
        if (body.hasDynamicSql()) {
            out.append(indent).append("  dynamic SQL\n");
        }
        if (body.controlsTransactions()) {
            out.append(indent).append("  transactions\n");
        }
        for (StatementFact inner : body.statements()) {
            fact(inner, indent + "  - ", indent + "    ");
        }
    }

    /** What is touched, on one line. */
    public static String touches(List<Touch> touches) {
        List<String> words = new ArrayList<>();
        for (Touch touch : touches) {
            String schema = touch.schema() == null ? "" : touch.schema();
            String table = touch.table() == null ? "" : "." + touch.table();
            String name = touch.table() == null && !touch.isUnknown() ? "schema " + schema : schema + table;
            words.add((touch.access().toString().toLowerCase(Locale.ROOT) + " " + name).strip());
        }
        return String.join(", ", words);
    }

    /** One line; empty where it says nothing. */
    private String text(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return "";
        }
        if (value instanceof List<?> list) {
            return String.join("; ", list.stream().map(this::text).toList());
        }
        if (value instanceof Span span) {
            return cut(span);
        }
        if (value instanceof Enum<?> constant) {
            return constant.toString().toLowerCase(Locale.ROOT);
        }
        if (value instanceof TableRef table) {
            return table.name() + (table.qualified() ? "" : " (bare)");
        }
        if (value instanceof ObjectRef object) {
            return object.name() + (object.qualified() ? "" : " (bare)");
        }
        if (value instanceof TableSource source) {
            return text(source.table()) + (source.alias() == null ? "" : " as " + source.alias());
        }
        if (value instanceof AccountRef account) {
            String type = account.type() == AccountRef.Type.NAMED ? "" : " (" + text(account.type()) + ")";
            return account + type;
        }
        if (value instanceof SqlText words) {
            return words.text() + " " + cut(words.span());
        }
        if (value instanceof Setting setting) {
            return setting.name() + (setting.value().isEmpty() ? "" : " = " + setting.value());
        }
        if (value instanceof FunctionCall call) {
            String schema = call.schema() == null ? "" : call.schema() + ".";
            return schema + call.name() + " " + text(call.nature()) + " " + cut(call.span());
        }
        if (value instanceof VariableUse variable) {
            return (variable.system() ? "@@" : "@") + variable.name() + (variable.set() ? " set" : "");
        }
        return value instanceof Record inner ? record(inner) : value.toString();
    }

    private String record(Record inner) {
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : inner.getClass().getRecordComponents()) {
            Object value = get(component, inner);
            String text = text(value);
            if (text.equals("true")) {
                parts.add(component.getName());
            } else if (!text.isEmpty()) {
                parts.add(component.getName() + " " + text);
            }
        }
        return parts.isEmpty() ? "" : "{" + String.join(", ", parts) + "}";
    }

    private String cut(Span span) {
        String words = sql.substring(span.start(), span.end()).replaceAll("\\s+", " ");
        return "[" + (words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words) + "]";
    }

    private static @Nullable Object get(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
