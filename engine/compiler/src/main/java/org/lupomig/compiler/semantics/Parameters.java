package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Expression;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.source.Span;

/**
 * The declared parameters with their values: from outside, else the plan's own.
 *
 * @param declared in file order
 * @param values what fills texts
 */
record Parameters(List<Plan.Parameter> declared, Values values) {

    /** The values taken, by name. */
    SortedMap<String, String> byName() {
        SortedMap<String, String> byName = new TreeMap<>();
        declared.forEach(parameter -> byName.put(parameter.name(), parameter.value()));
        return byName;
    }

    /** @param used gets the names of those whose values are put in anywhere, as long as texts are filled */
    static Parameters read(
            FileItem.Plan plan, CompileOptions options, @Nullable Epoch epoch, Set<String> used, Report report) {
        Map<String, String> byName = new HashMap<>();
        byName.put(Values.NOW, options.now());
        if (epoch != null) {
            byName.put(Values.EPOCH, Long.toString(epoch.to()));
        }
        Values values = new Values(byName, names(plan), declarationOffset(plan), used, report);
        Map<String, PlanItem.Param> nodes = new LinkedHashMap<>();
        List<Plan.Parameter> declared = new ArrayList<>();
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Param node && isNew(node, nodes, report)) {
                String name = node.name().text();
                String value = value(node, options.parameters().get(name), values, report);
                byName.put(name, value);
                declared.add(new Plan.Parameter(name, node.isText(), value));
            }
        }
        sayUnknown(plan, options, nodes, report);
        return new Parameters(List.copyOf(declared), values);
    }

    private static boolean isNew(PlanItem.Param node, Map<String, PlanItem.Param> nodes, Report report) {
        String name = node.name().text();
        if (node.name().isMissing()) {
            return false;
        }
        if (name.equals(Values.NOW) || name.equals(Values.EPOCH)) {
            report.say(CompilerMessage.BUILT_IN_PARAMETER, node.name().span(), name);
            return false;
        }
        PlanItem.Param first = nodes.putIfAbsent(name, node);
        if (first != null) {
            report.say(report.of(CompilerMessage.DUPLICATE_NAME, node.name().span(), "parameter", name)
                    .withRelated(report.location(first.name().span()), "first declared here"));
        }
        return first == null;
    }

    /** The value; where there is none, the name stands for it, so that one mistake gives one message. */
    private static String value(PlanItem.Param node, @Nullable String given, Values values, Report report) {
        String name = node.name().text();
        Span span = node.name().span();
        String own = node.value()
                .map(literal -> literal(name, literal, values, report))
                .orElse(null);
        if (given == null) {
            if (own == null && !report.hasErrorOnLineOf(node.span())) {
                report.say(report.of(CompilerMessage.PARAMETER_WITHOUT_VALUE, span, name)
                        .withFix(
                                "give it a default",
                                report.edit(Span.at(node.span().end()), " = \"\"")));
            }
            return own == null ? name : own;
        }
        int bad = node.isText() ? -1 : firstNotPlain(given);
        if (bad >= 0) {
            String character = shown(given.codePointAt(bad));
            report.say(report.of(CompilerMessage.PARAMETER_VALUE_NOT_PLAIN, span, name, character)
                    .withFix("declare it as text", report.edit(Span.at(span.end()), " text")));
            return own == null ? name : own;
        }
        return given;
    }

    private static String literal(String name, Expression literal, Values values, Report report) {
        if (literal instanceof Expression.TextLiteral text) {
            return values.fill(text.text()).text();
        }
        return literal instanceof Expression.Missing ? name : report.plan().slice(literal.span());
    }

    private static void sayUnknown(
            FileItem.Plan plan, CompileOptions options, Map<String, PlanItem.Param> nodes, Report report) {
        for (String given : new TreeSet<>(options.parameters().keySet())) {
            if (!nodes.containsKey(given)) {
                String nearest = report.nearest(given, nodes.keySet());
                String hint = Hints.hint(nearest, nodes.keySet(), "It declares no parameters.");
                report.say(
                        CompilerMessage.UNKNOWN_PARAMETER_GIVEN,
                        plan.name().span(),
                        given,
                        plan.name().text(),
                        hint);
            }
        }
    }

    private static Set<String> names(FileItem.Plan plan) {
        Set<String> names = new HashSet<>();
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Param param) {
                names.add(param.name().text());
            }
        }
        return names;
    }

    /** Behind the last parameter, else behind the plan's opening brace. */
    private static int declarationOffset(FileItem.Plan plan) {
        int offset = Math.min(plan.body().start() + 1, plan.body().end());
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Param param) {
                offset = param.span().end();
            }
        }
        return offset;
    }

    private static int firstNotPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '.'
                    || c == '-';
            if (!plain) {
                return i;
            }
        }
        return -1;
    }

    private static String shown(int codePoint) {
        return codePoint <= ' ' || codePoint == 0x7f
                ? "a blank or control character"
                : "'" + Character.toString(codePoint) + "'";
    }
}
