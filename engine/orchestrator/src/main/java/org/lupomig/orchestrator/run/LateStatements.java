package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Statements that are texts first. The text is read from the session when the script says so, and what is executed is
 * sent as the statement that it is: looked at, journaled and taken back like any other. So a kill at any line leaves
 * what that statement leaves; PREPARE and the like are never sent.
 */
final class LateStatements {
    private final EnginePorts ports;
    private final TargetSession session;
    private final Sender sender;
    private final Answers answers;
    private final Map<String, Prepared> prepared = new HashMap<>();

    /** For the statements of one session. */
    LateStatements(EnginePorts ports, TargetSession session, Sender sender, Answers answers) {
        this.ports = ports;
        this.session = session;
        this.sender = sender;
        this.answers = answers;
    }

    private record Prepared(String text, @Nullable String schema) {}

    /**
     * What a statement comes to.
     *
     * @param statements what is to be run
     * @param outcome of the question for its text, where that was not answered
     * @param problem why it cannot be; null where it can
     */
    record Found(
            List<Statement> statements,
            @Nullable StatementOutcome outcome,
            @Nullable Problem problem) {
        private static final Found NOTHING = new Found(List.of(), null, null);

        static Found not(Problem problem) {
            return new Found(List.of(), null, problem);
        }
    }

    /** Looks what one comes to; nothing is sent but a question for its text. */
    Found find(Statement statement) {
        DynamicFact fact = (DynamicFact) statement.fact();
        if (fact instanceof DynamicFact.Prepare prepare) {
            return prepare(statement, prepare);
        } else if (fact instanceof DynamicFact.Execute execute) {
            Prepared known = prepared.get(key(execute.name()));
            return known == null ? unknown(statement, execute.name()) : execute(statement, known, execute.parameters());
        } else if (fact instanceof DynamicFact.Deallocate deallocate) {
            return prepared.remove(key(deallocate.name())) == null
                    ? unknown(statement, deallocate.name())
                    : Found.NOTHING;
        }
        DynamicFact.ExecuteImmediate execute = (DynamicFact.ExecuteImmediate) fact;
        String[] text = new String[1];
        Found refused = ask(statement, execute.text(), text);
        return refused != null
                ? refused
                : execute(statement, new Prepared(text[0], statement.defaultSchema()), execute.parameters());
    }

    /** Whether a statement is one of these. */
    static boolean is(Statement statement) {
        return statement.fact() instanceof DynamicFact;
    }

    private Found prepare(Statement statement, DynamicFact.Prepare prepare) {
        // One of that name is gone, whatever becomes of the new one.
        prepared.remove(key(prepare.name()));
        String[] text = new String[1];
        Found refused = ask(statement, prepare.text(), text);
        if (refused == null) {
            prepared.put(key(prepare.name()), new Prepared(text[0], statement.defaultSchema()));
        }
        return refused == null ? Found.NOTHING : refused;
    }

    /** Reads a text; what is in the way, null where nothing is. */
    private @Nullable Found ask(Statement statement, DynamicFact.TextSource source, String[] into) {
        if (source.literal() != null) {
            into[0] = source.literal();
            return null;
        }
        Span span = source.span();
        String expression = statement.sql().substring(span.start(), span.end());
        @Nullable String[] answered = new String[1];
        Found unanswered = asked(statement, expression, answered);
        if (unanswered != null) {
            return unanswered;
        }
        String text = answered[0];
        if (text == null) {
            // what it is made of may hold a password
            boolean plain = expression.chars().allMatch(c -> c == '@' || c == '_' || Character.isLetterOrDigit(c));
            String what = plain ? expression : "its text";
            return Found.not(refused(statement, statement.fact().kind(), what + " is NULL, and no statement"));
        }
        into[0] = text;
        return null;
    }

    /** Asks for the value of an expression; what came instead of it, null where it is there. */
    private @Nullable Found asked(Statement statement, String expression, @Nullable String[] into) {
        String acts = SessionStatements.acts(expression, session, ports.statements());
        if (acts != null) {
            return Found.not(refused(statement, statement.fact().kind(), acts));
        }
        TargetSession.Answered[] answered = new TargetSession.Answered[1];
        StatementOutcome outcome = sender.send(Answers.summary(statement), () -> {
            answered[0] = session.ask(expression, sender.remaining());
            return answered[0].outcome();
        });
        Problem problem = answers.problem(statement, outcome);
        if (problem != null) {
            return new Found(List.of(), outcome, problem);
        }
        into[0] = answered[0].text();
        return null;
    }

    /** Puts the number that a value is in its place, as the server would; why it is none, null where it is one. */
    private @Nullable Found count(Statement statement, int place, List<String> values) {
        String value = values.get(place);
        if (isNumber(value)) {
            return null;
        }
        @Nullable String[] number = new String[1];
        Found unanswered = asked(statement, "CAST((" + value + ") AS SIGNED)", number);
        if (unanswered != null) {
            return unanswered;
        }
        String found = number[0];
        if (found == null || !isNumber(found)) {
            String what = "value " + (place + 1) + " behind USING is no number of rows";
            return Found.not(refused(statement, statement.fact().kind(), what));
        }
        values.set(place, found);
        return null;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Found execute(Statement statement, Prepared what, List<Span> parameters) {
        List<String> values = new ArrayList<>();
        for (Span span : parameters) {
            values.add(statement.sql().substring(span.start(), span.end()));
        }
        List<Integer> counts = values.isEmpty() ? List.of() : ports.statements().rowCounts(what.text());
        for (int place : counts) {
            Found refused = place < values.size() ? count(statement, place, values) : null;
            if (refused != null) {
                return refused;
            }
        }
        String text = values.isEmpty() ? what.text() : ports.statements().bound(what.text(), values);
        if (text == null) {
            return Found.not(refused(statement, statement.fact().kind(), "it has another number of ? than of values"));
        }
        StatementReader.Late late = ports.statements().late(text, what.schema(), statement.location());
        Statement read = late.statement();
        if (read == null) {
            return Found.not(refused(statement, kind(statement, late), late.whyNot()));
        }
        Problem problem = objection(read);
        return problem == null ? new Found(List.of(read), null, null) : Found.not(problem);
    }

    /** What is asked of every statement of a plan before it begins is asked of this one now. */
    @Nullable
    Problem objection(Statement read) {
        for (String own : ports.store().schemas()) {
            for (Touch touch : read.touches()) {
                if (own.equalsIgnoreCase(touch.schema())) {
                    return Problem.at(
                            read.location(),
                            EngineMessage.PLAN_TOUCHES_STORE,
                            Answers.summary(read),
                            String.valueOf(touch.schema()));
                }
            }
        }
        List<Problem> problems = new ArrayList<>(new LoweredNames(ports.target()).in(List.of(read)));
        problems.addAll(ports.target().lacking(List.of(new Target.Planned(read.fact(), read.defaultSchema()))));
        return problems.isEmpty() ? null : problems.get(0);
    }

    private Found unknown(Statement statement, String name) {
        return Found.not(Problem.at(statement.location(), EngineMessage.NOT_PREPARED, name));
    }

    private static String kind(Statement statement, StatementReader.Late late) {
        return late.kind() + ", the text of " + statement.fact().kind();
    }

    static Problem refused(Statement statement, String kind, String reason) {
        return Problem.at(statement.location(), EngineMessage.STATEMENT_REFUSED, kind, reason);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
