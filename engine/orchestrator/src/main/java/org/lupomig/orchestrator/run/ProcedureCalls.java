package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.ProgramStep;
import org.lupomig.model.sql.ProgramStep.Words;
import org.lupomig.model.sql.ProgramVariable;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Calls of procedures. A call is never sent: the procedure is read and followed, what it decides by is asked of the
 * server, and each statement that it comes to is sent as one of the step's own, looked at, journaled and taken back
 * like any other. So a kill at any line leaves what that statement leaves. Its variables live here; they are gone with
 * the process, and the undo does not need them.
 */
final class ProcedureCalls {
    private static final String WAYS_OUT =
            "; write its statements in place of the call, or call it outside of the plan";
    private static final int DEEPEST = 16;

    private final EnginePorts ports;
    private final TargetSession session;
    private final Sender sender;
    private final Answers answers;
    private final LateStatements late;
    private final Function<Statement, @Nullable Problem> sends;
    private boolean passes;
    private boolean refusedAtOnce;
    private int depth;

    /**
     * Calls of one session.
     *
     * @param sends sends a statement as one of the step's own; null where it took effect
     */
    ProcedureCalls(
            EnginePorts ports,
            TargetSession session,
            Sender sender,
            Answers answers,
            LateStatements late,
            Function<Statement, @Nullable Problem> sends) {
        this.ports = ports;
        this.session = session;
        this.sender = sender;
        this.answers = answers;
        this.late = late;
        this.sends = sends;
    }

    /** Whether what stopped the last one was a question that the server may answer the next time. */
    boolean passes() {
        return passes;
    }

    /** Whether the last one was refused before anything of it was done. */
    boolean refusedAtOnce() {
        return refusedAtOnce;
    }

    /** Follows the procedure; null where all of it took effect. */
    @Nullable
    Problem call(Statement statement, RowFact.Call call) {
        refusedAtOnce = true;
        passes = false;
        ServerObject procedure = new ServerObject(
                ServerObject.Kind.PROCEDURE, call.routine().name().in(session.defaultSchema()));
        if (!(session.look(procedure) instanceof ServerObjectState.Present present)) {
            return Problem.at(statement.location(), EngineMessage.NOT_THERE, procedure);
        }
        Program program = ports.statements().program(present.definition(), procedure.schema());
        String whyNot = program.whyNot() != null ? program.whyNot() : otherwise(program, procedure);
        if (whyNot != null) {
            return refused(statement, procedure, whyNot);
        }
        List<String> given = ports.statements().arguments(statement.sql());
        if (given.size() != program.parameters().size()) {
            return refused(statement, procedure, "it takes another number of values");
        }
        if (depth == DEEPEST) {
            return refused(statement, procedure, "calls are nested deeper than " + DEEPEST);
        }
        depth++;
        try {
            return new Followed(statement, procedure, program).follow(given, present.settings());
        } finally {
            depth--;
            refusedAtOnce = false;
        }
    }

    /** Why its statements would do something else here than in it, one clause; null where they would not. */
    private @Nullable String otherwise(Program program, ServerObject procedure) {
        String account = session.ask("CURRENT_USER()", sender.remaining()).text();
        if (program.definer() != null && !program.definer().equals(account)) {
            return "it runs with the privileges of " + program.definer();
        }
        boolean texts = program.variables().stream().anyMatch(each -> each.kind() == ProgramVariable.Kind.TEXT);
        if (texts) {
            session.useSchema(procedure.schema());
            String collation =
                    session.ask("@@collation_database", sender.remaining()).text();
            return String.valueOf(collation).endsWith("_ci")
                    ? null
                    : "its texts are compared by " + collation + ", others by the collation of the connection";
        }
        return null;
    }

    private static Problem refused(Statement statement, ServerObject procedure, String whyNot) {
        return LateStatements.refused(statement, "CALL of " + procedure, whyNot + WAYS_OUT);
    }

    /** One call. */
    private final class Followed {
        private final Statement call;
        private final ServerObject procedure;
        private final Program program;
        private final Map<String, ProgramVariable> variables = new HashMap<>();
        private final Map<String, String> values = new HashMap<>();
        private @Nullable Problem problem;
        private String left = "";
        private boolean leaves;

        Followed(Statement call, ServerObject procedure, Program program) {
            this.call = call;
            this.procedure = procedure;
            this.program = program;
            program.variables().forEach(each -> variables.put(each.name(), each));
        }

        @Nullable
        Problem follow(List<String> given, Map<String, String> settings) {
            List<ProgramVariable> parameters = program.parameters();
            for (int i = 0; i < given.size() && problem == null; i++) {
                ProgramVariable parameter = parameters.get(i);
                if (parameter.goesOut() && !isUserVariable(given.get(i))) {
                    problem = refused(call, procedure, parameter.name() + " gives a value back, and is given none");
                } else {
                    String value = parameter.comesIn() ? cast(parameter, given.get(i)) : null;
                    put(parameter, value);
                }
            }
            String made = settings.getOrDefault("sql_mode", "");
            String own = problem == null
                    ? String.valueOf(
                            session.ask("@@sql_mode", sender.remaining()).text())
                    : made;
            // A procedure runs under the mode that it was made under.
            mode(made, own);
            steps(program.steps());
            mode(own, made);
            for (int i = 0; i < given.size() && problem == null; i++) {
                if (parameters.get(i).goesOut()) {
                    send("SET " + given.get(i) + " = "
                            + values.get(parameters.get(i).name()));
                }
            }
            return problem;
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

        private void mode(String next, String now) {
            if (!next.equals(now)) {
                send("SET sql_mode = '" + next + "'");
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

        private void fetch(ProgramStep.Fetch fetch) {
            ProgramVariable variable = variable(fetch.variable());
            String query = "(" + fetch.query().with(values) + ")";
            boolean none = "0".equals(ask("EXISTS " + query));
            if (problem == null && !none) {
                put(variable, cast(variable, query));
            }
        }

        private ProgramVariable variable(String name) {
            return Objects.requireNonNull(variables.get(name));
        }

        private @Nullable String cast(ProgramVariable variable, String expression) {
            return problem == null ? ask("CAST((" + expression + ") AS " + variable.cast() + ")") : null;
        }

        private void put(ProgramVariable variable, @Nullable String value) {
            String objection = problem == null ? variable.objection(value) : null;
            if (objection != null) {
                problem = refused(call, procedure, objection);
            }
            values.put(variable.name(), variable.literal(value));
        }

        private @Nullable String ask(String expression) {
            session.useSchema(procedure.schema());
            List<TargetSession.Answered> answered = new ArrayList<>();
            StatementOutcome outcome = sender.send(Answers.summary(call), () -> {
                answered.add(session.ask(expression, sender.remaining()));
                return answered.get(answered.size() - 1).outcome();
            });
            problem = answers.problem(call, outcome);
            passes = problem != null && Passing.is(outcome);
            return problem == null ? answered.get(answered.size() - 1).text() : null;
        }

        private void send(String sql) {
            if (problem != null) {
                return;
            }
            StatementReader.Late read = ports.statements().ofProcedure(sql, procedure.schema(), call.location());
            Statement statement = read.statement();
            problem = statement == null
                    ? refused(call, procedure, read.kind() + ": " + read.whyNot())
                    : late.objection(statement);
            if (problem == null && statement != null) {
                problem = sends.apply(statement);
            }
        }
    }
}
