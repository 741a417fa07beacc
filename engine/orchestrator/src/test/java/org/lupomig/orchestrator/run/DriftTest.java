package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.StepPins;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.sim.PlanText;

class DriftTest {
    private static final Map<String, String> VALUES = Map.of("prefix", "1", "to", "1");
    private static final Step STEP = step(pins("w", VALUES, "CREATE a", "ALTER b", "INSERT c"));

    @Test
    void statementsThatDifferAreNamed() {
        assertThat(said(pins("w", VALUES, "CREATE a", "INSERT c", "DROP d")))
                .isEqualTo("p.b.s is not as it completed: ALTER (f:2:1) is added; DROP (f:3:1 then) is removed");
        assertThat(said(pins("w", VALUES, "CREATE a", "ALTER x", "INSERT c")))
                .isEqualTo("p.b.s is not as it completed: ALTER (f:2:1) is changed");
    }

    @Test
    void parametersAreNamedWithoutTheirValues() {
        assertThat(said(pins("w", Map.of("prefix", "2", "old", "1"), "CREATE a", "ALTER b", "INSERT c")))
                .isEqualTo("p.b.s is not as it completed: it uses the parameter 'old' no more;"
                        + " the parameter 'prefix' has another value; it uses the parameter 'to' now");
    }

    @Test
    void whatIsToBePutBackIsNamed() {
        assertThat(help(pins("w", Map.of("prefix", "2", "to", "1"), "CREATE a", "ALTER b", "INSERT c")))
                .isEqualTo(
                        "put the value of that parameter back as it was applied, or write the change as a new step.");
        assertThat(help(pins("w", VALUES, "CREATE a", "ALTER x", "INSERT c"))).startsWith("put the text back as it");
        assertThat(help(pins("w", Map.of("prefix", "2", "to", "2"), "CREATE a", "ALTER x", "INSERT c")))
                .startsWith("put the text, and the values of these parameters, back as it");
    }

    private static String help(StepPins then) {
        return String.valueOf(Drift.of(STEP, then).help());
    }

    @Test
    void theUndoAndTheWordsOfThePlanAreSaidApart() {
        StepPins then = pins("other", VALUES, "CREATE a", "ALTER b", "INSERT c");
        StepPins undone = new StepPins(then.statements(), pieces("DROP x"), then.words(), then.parameters());
        assertThat(said(undone))
                .isEqualTo("p.b.s is not as it completed: in its undo, DROP (f:1:1 then) is removed;"
                        + " what the plan says of it beside its SQL is changed");
    }

    @Test
    void onlyTenAreNamed() {
        String[] many = new String[15];
        for (int i = 0; i < many.length; i++) {
            many[i] = "DROP t" + i;
        }
        assertThat(said(pins("w", VALUES, many))).endsWith(" then) is removed; and 8 more");
    }

    @Test
    void formattingIsNoDrift() {
        Problem said = Drift.of(STEP, STEP.pins());
        assertThat(said.type()).isEqualTo(EngineMessage.FORMATTING_CHANGED);
        assertThat(said.message())
                .isEqualTo("p.b.s: only formatting and comments have changed since it completed; that is not drift");
    }

    @Test
    void whatWasNotRecordedIsSaid() {
        assertThat(Drift.of(STEP, null).message())
                .isEqualTo("p.b.s is not as it completed: what it was then has not been recorded");
    }

    private static String said(StepPins then) {
        return Drift.of(STEP, then).message();
    }

    private static StepPins pins(String words, Map<String, String> parameters, String... statements) {
        return new StepPins(pieces(statements), List.of(), words, new TreeMap<>(parameters));
    }

    private static List<StepPins.Piece> pieces(String... statements) {
        List<StepPins.Piece> pieces = new ArrayList<>();
        for (String statement : statements) {
            String what = statement.substring(0, statement.indexOf(' '));
            pieces.add(new StepPins.Piece(what, "f:" + (pieces.size() + 1) + ":1", statement));
        }
        return pieces;
    }

    private static Step step(StepPins pins) {
        Plan plan = PlanText.plan("p")
                .batch("b", batch -> batch.step("s", "CREATE SCHEMA x"))
                .build();
        Step s = plan.steps().get(0);
        return new Step(
                s.address(),
                s.doc(),
                s.database(),
                s.position(),
                s.wave(),
                s.rollbackClass(),
                s.dependencies(),
                s.when(),
                s.files(),
                s.statements(),
                s.undo(),
                s.validations(),
                s.timeout(),
                s.retries(),
                s.orphans(),
                s.checksum(),
                pins,
                s.location());
    }
}
