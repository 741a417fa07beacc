package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.ProgramStep;
import org.lupomig.model.sql.ProgramStep.Words;
import org.lupomig.model.sql.ProgramVariable;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;

/** One call of a procedure, followed step by step: its variables, and what it decides by. */
final class FollowedCall {
    private final ProcedureCalls calls;
    private final Statement call;
    private final ServerObject procedure;
    private final Program program;
    private final Map<String, String> settings;
    private final String collation;
    private final Map<String, ProgramVariable> variables = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private @Nullable Problem problem;
    private String left = "";
    private boolean leaves;

    FollowedCall(
            ProcedureCalls calls,
            Statement call,
            ServerObject procedure,
            Program program,
            Map<String, String> settings) {
        this.calls = calls;
        this.call = call;
        this.procedure = procedure;
        this.program = program;
        this.settings = settings;
        this.collation = settings.getOrDefault("database_collation", "");
        program.variables().forEach(each -> variables.put(each.name(), each));
    }

    @Nullable
    Problem follow(List<String> given) {
        String account = ask("CURRENT_USER()");
        if (problem == null && program.definer() != null && !program.definer().equals(account)) {
            problem = ProcedureCalls.refused(call, procedure, "it runs with the privileges of " + program.definer());
        }
        List<ProgramVariable> parameters = program.parameters();
        for (int i = 0; i < given.size() && problem == null; i++) {
            give(parameters.get(i), given.get(i));
        }
        // A procedure runs as it was made: under the same mode, and by the same collation.
        String mode = ask("@@sql_mode");
        String connection = ask("@@collation_connection");
        if (problem == null) {
            calls.session.useSchema(procedure.schema());
            set("sql_mode", settings.get("sql_mode"), mode);
            set("collation_connection", settings.get("collation_connection"), connection);
            steps(program.steps());
            set("collation_connection", connection, settings.get("collation_connection"));
            set("sql_mode", mode, settings.get("sql_mode"));
        }
        for (int i = 0; i < given.size() && problem == null; i++) {
            if (parameters.get(i).goesOut()) {
                send("SET " + given.get(i) + " = "
                        + values.get(parameters.get(i).name()));
            }
        }
        return problem;
    }

    /** The caller's value, in the caller's schema. */
    private void give(ProgramVariable parameter, String value) {
        if (parameter.goesOut() && !isUserVariable(value)) {
            problem = ProcedureCalls.refused(
                    call, procedure, parameter.name() + " gives a value back, and is given none");
        } else {
            put(parameter, parameter.comesIn() ? cast(parameter, value) : null);
        }
    }

    /** The server would say otherwise before it runs anything. */
    private static boolean isUserVariable(String given) {
        boolean named = given.length() > 1 && given.charAt(0) == '@';
        for (int i = 1; named && i < given.length(); i++) {
            char c = given.charAt(i);
            named = c == '_' || c == '$' || c == '.' || Character.isLetterOrDigit(c);
        }
        return named;
    }

    private void set(String variable, @Nullable String next, @Nullable String now) {
        if (next != null && !next.equals(now)) {
            send("SET " + variable + " = " + SqlQuoting.literal(next));
        }
    }

    private void steps(List<ProgramStep> steps) {
        for (ProgramStep step : steps) {
            if (problem != null || leaves) {
                return;
            }
            step(step);
        }
    }

    private void step(ProgramStep step) {
        if (step instanceof ProgramStep.Send send) {
            send(send.statement().with(values));
        } else if (step instanceof ProgramStep.Assign assign) {
            ProgramVariable variable = variable(assign.variable());
            put(variable, cast(variable, assign.value().with(values)));
        } else if (step instanceof ProgramStep.Fetch fetch) {
            fetch(fetch);
        } else if (step instanceof ProgramStep.Choose choose) {
            choose(choose);
        } else if (step instanceof ProgramStep.Leave leave) {
            leaves = true;
            left = leave.label();
        } else if (step instanceof ProgramStep.Block block) {
            steps(block.steps());
            leaves = leaves && !left.equals(block.label());
        }
    }

    private void choose(ProgramStep.Choose choose) {
        for (ProgramStep.Branch branch : choose.branches()) {
            Words condition = branch.condition();
            boolean gone =
                    condition == null || "1".equals(ask("CASE WHEN (" + condition.with(values) + ") THEN 1 END"));
            if (problem != null) {
                return;
            }
            if (gone) {
                steps(branch.steps());
                return;
            }
        }
    }

    /** The query is asked once; a query without a row leaves the variable as it is. */
    private void fetch(ProgramStep.Fetch fetch) {
        ProgramVariable variable = variable(fetch.variable());
        String query = fetch.query().with(values).strip();
        TargetSession.Answered answered = answered(query.substring("SELECT".length()));
        if (problem == null && answered.rows() > 1) {
            problem = ProcedureCalls.refused(
                    call, procedure, "a query that fills " + variable.name() + " gives more than one row");
        }
        if (problem == null && answered.rows() == 1) {
            String text = answered.text();
            put(variable, text == null ? null : cast(variable, SqlQuoting.literal(text)));
        }
    }

    private ProgramVariable variable(String name) {
        return Objects.requireNonNull(variables.get(name));
    }

    /** A value as the variable holds it. What the server only warns of here would be refused there, or cut. */
    private @Nullable String cast(ProgramVariable variable, String expression) {
        if (problem != null) {
            return null;
        }
        TargetSession.Answered answered = answered(variable.casting(expression));
        if (problem == null
                && answered.outcome() instanceof StatementOutcome.Accepted accepted
                && !accepted.warnings().isEmpty()) {
            problem = ProcedureCalls.refused(
                    call,
                    procedure,
                    "the value of " + variable.name() + " is not one of its type ("
                            + Quotation.cut(accepted.warnings().get(0)) + ")");
        }
        return problem == null ? answered.text() : null;
    }

    private void put(ProgramVariable variable, @Nullable String value) {
        String objection = problem == null ? variable.objection(value, collation) : null;
        if (objection != null) {
            problem = ProcedureCalls.refused(call, procedure, objection);
        }
        values.put(variable.name(), variable.literal(value, collation));
    }

    private @Nullable String ask(String expression) {
        return problem == null ? answered(expression).text() : null;
    }

    private TargetSession.Answered answered(String expression) {
        String acts = SessionStatements.acts(expression, calls.session, calls.ports.statements());
        if (acts != null) {
            problem = ProcedureCalls.refused(call, procedure, acts);
            return new TargetSession.Answered(new StatementOutcome.Refused(0, "HY000", acts), null, 0);
        }
        List<TargetSession.Answered> answered = new ArrayList<>();
        StatementOutcome outcome = calls.sender.send(Answers.summary(call), () -> {
            answered.add(calls.session.ask(expression, calls.sender.remaining()));
            return answered.get(answered.size() - 1).outcome();
        });
        problem = calls.answers.problem(call, outcome);
        calls.passes = problem != null && Passing.is(outcome);
        return answered.isEmpty() ? new TargetSession.Answered(outcome, null, 0) : answered.get(answered.size() - 1);
    }

    private void send(String sql) {
        if (problem != null) {
            return;
        }
        StatementReader.Late read = calls.ports.statements().ofProcedure(sql, procedure.schema(), call.location());
        Statement statement = read.statement();
        problem = statement == null
                ? ProcedureCalls.refused(call, procedure, read.kind() + ": " + read.whyNot())
                : calls.late.objection(statement);
        if (problem == null && statement != null) {
            calls.refusedAtOnce = false;
            problem = calls.sends.apply(statement);
            calls.session.useSchema(procedure.schema());
        }
    }
}
