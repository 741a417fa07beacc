package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.ProgramStep;
import org.lupomig.model.sql.ProgramStep.Words;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;

/** The statements of a procedure that is followed, and the values in it. */
final class ProgramStatements {
    static final String UNREAD = "its body cannot be read";

    private static final String STEERS = "it has a statement that cannot be run by itself: ";

    private final Cursor c;
    private final ProgramVariables variables;
    private final ProgramWords words;
    private final Consumer<String> refuse;

    /**
     * Of one procedure.
     *
     * @param refuse gets why it cannot be followed
     */
    ProgramStatements(Cursor c, ProgramVariables variables, ProgramWords words, Consumer<String> refuse) {
        this.c = c;
        this.variables = variables;
        this.words = words;
        this.refuse = refuse;
    }

    /** A value up to token {@code to}, behind which the cursor goes. */
    Words expression(int to) {
        int from = c.position();
        if (from >= to) {
            refuse.accept(UNREAD);
            return new Words("NULL", List.of());
        }
        c.moveTo(to);
        List<Refusal> effects = SessionRefusals.effects("CALL", UseScan.uses(c, from, to));
        if (!effects.isEmpty()) {
            refuse.accept(STEERS + effects.get(0).reason());
        }
        return words.values(from, to);
    }

    /** One statement, up to its semicolon. */
    void read(List<ProgramStep> into) {
        int from = c.position();
        int to = BodyWords.semicolon(c);
        if (from == to) {
            refuse.accept(UNREAD);
            return;
        }
        c.moveTo(to);
        StatementFact fact = StatementReader.read(c.part(from, to));
        if (fact instanceof SessionFact.SetVariables set && c.isWord(from, "SET")) {
            assignments(set, from + 1, to, into);
            return;
        }
        if (fact instanceof RowFact.ActingQuery query && query.into() != null && intoOwn(query)) {
            fetch(query, from, to, into);
            return;
        }
        String why = ProgramReader.whyNot(fact);
        if (why != null) {
            refuse.accept(STEERS + why);
            return;
        }
        into.add(new ProgramStep.Send(sent(fact, from, to)));
    }

    private Words sent(StatementFact fact, int from, int to) {
        if (fact instanceof StatementFact.Insert insert) {
            return words.changing(from, to, named(insert.rows()));
        } else if (fact instanceof RowFact.Replace replace) {
            return words.changing(from, to, named(replace.rows()));
        } else if (fact instanceof RowFact.Update update) {
            List<Span> names = new ArrayList<>();
            update.assignments().forEach(each -> names.add(each.column().span()));
            return words.changing(from, to, names);
        } else if (fact instanceof DynamicFact) {
            return words.texts(from, to);
        }
        boolean values = fact instanceof StatementFact.Query || fact instanceof RowFact || fact instanceof SessionFact;
        return values ? words.values(from, to) : words.names(from, to);
    }

    /** Where an INSERT names what it fills. */
    private static List<Span> named(InsertedRows rows) {
        List<Span> names = new ArrayList<>();
        names.add(rows.target().span());
        rows.columns().forEach(column -> names.add(column.span()));
        rows.assignments().forEach(each -> names.add(each.column().span()));
        InsertedRows.OnDuplicate onDuplicate = rows.onDuplicate();
        if (onDuplicate != null) {
            onDuplicate.assignments().forEach(each -> names.add(each.column().span()));
        }
        return names;
    }

    /** {@code SET a = 1, @b = 2}: each by itself, in their order. */
    private void assignments(SessionFact.SetVariables set, int from, int to, List<ProgramStep> into) {
        int at = from;
        for (SessionFact.VariableAssignment assignment : set.assignments()) {
            int end = ClauseWords.endOfItem(c, at, to);
            boolean own = assignment.scope() == SessionFact.Scope.UNSAID && variables.has(assignment.name());
            int value = at;
            while (value < end && !c.isSymbol(value, '=')) {
                value++;
            }
            if (value + 1 >= end) {
                refuse.accept(UNREAD);
                return;
            }
            c.moveTo(value + 1);
            Words words = expression(end);
            if (own) {
                into.add(new ProgramStep.Assign(ProgramVariables.key(assignment.name()), words));
            } else {
                String why = LateRule.whyNot(new SessionFact.SetVariables(List.of(assignment), set.opening()));
                if (why != null || assignment.name().equalsIgnoreCase("sql_mode")) {
                    refuse.accept(
                            STEERS + (why != null ? why : "the server forgets a sql_mode that it sets when it ends"));
                }
                String head = "SET " + c.slice(at, value + 1) + " ";
                into.add(new ProgramStep.Send(new Words(
                        head + words.text(),
                        words.variables().stream()
                                .map(place -> new ProgramStep.Place(
                                        place.variable(), place.start() + head.length(), place.end() + head.length()))
                                .toList())));
            }
            at = end + 1;
        }
        c.moveTo(to);
    }

    private boolean intoOwn(RowFact.ActingQuery query) {
        return Objects.requireNonNull(query.into()).variables().stream().anyMatch(name -> !name.startsWith("@"));
    }

    private void fetch(RowFact.ActingQuery query, int from, int to, List<ProgramStep> into) {
        RowFact.Into target = Objects.requireNonNull(query.into());
        List<Refusal> effects = SessionRefusals.effects("CALL", query.uses());
        boolean one = target.variables().size() == 1
                && variables.has(target.variables().get(0));
        if (!effects.isEmpty() || !one || query.procedure() != null) {
            refuse.accept(
                    effects.isEmpty()
                            ? "it fetches several values at once"
                            : STEERS + effects.get(0).reason());
            return;
        }
        int list = ClauseWords.find(c, from, to, "FROM");
        if (!c.isWord(from, "SELECT") || ClauseWords.endOfItem(c, from + 1, list) < list) {
            refuse.accept("it fetches several values at once");
            return;
        }
        int start = ClauseWords.find(c, from, to, "INTO");
        int end = start + 2;
        if (start >= to || end > to) {
            refuse.accept(UNREAD);
            return;
        }
        Words head = words.values(from, start);
        String key = ProgramVariables.key(target.variables().get(0));
        if (end == to) {
            into.add(new ProgramStep.Fetch(key, head));
            return;
        }
        Words tail = words.values(end, to);
        List<ProgramStep.Place> places = new ArrayList<>(head.variables());
        int shift = head.text().length() + 1;
        tail.variables()
                .forEach(place -> places.add(
                        new ProgramStep.Place(place.variable(), place.start() + shift, place.end() + shift)));
        into.add(new ProgramStep.Fetch(key, new Words(head.text() + " " + tail.text(), places)));
    }
}
