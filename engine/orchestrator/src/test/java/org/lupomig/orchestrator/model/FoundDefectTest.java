package org.lupomig.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A defect that needs more than one action to be seen is found, and told by the few actions that it needs. */
class FoundDefectTest {
    /** A row of one plan is lost as soon as another one has completed, too. */
    private static final class Defective extends ModelWorld {
        @Override
        void befalls() {
            if (isThere("words_make") && isThere("parts_make")) {
                world().server().run("UPDATE core.upon_rows SET name = lost WHERE id = 1");
            }
        }
    }

    @Test
    void isToldInAFewActions() {
        assertThatThrownBy(() -> new RandomSearch(Defective::new, 7).search(100))
                .isInstanceOf(AssertionError.class)
                .satisfies(found -> {
                    String told = String.valueOf(found.getMessage());
                    String least = told.substring(told.indexOf("so does ["), told.indexOf("]:\n"));
                    assertThat(least.split(", ", -1)).as(told).hasSizeLessThanOrEqualTo(3);
                    assertThat(told)
                            .contains("-Dmodel.seed=7", "RUN parts: DONE, plan parts", "RUN words: DONE, plan words")
                            .contains("\nfrom normal, hour 0, applied {", "\nto normal, hour 0, applied {");
                });
    }
}
