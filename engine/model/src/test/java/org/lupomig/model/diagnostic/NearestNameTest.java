package org.lupomig.model.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {

    @Test
    void findsWhatWasMistyped() {
        List<String> names = List.of("step", "batch", "requires", "database", "on");
        assertThat(NearestName.of("stpe", names)).contains("step");
        assertThat(NearestName.of("STEP", names)).contains("step");
        assertThat(NearestName.of("requirs", names)).contains("requires");
        assertThat(NearestName.of("databse", names)).contains("database");
        assertThat(NearestName.of("in", names)).isEmpty();
        assertThat(NearestName.of("validate", names)).isEmpty();
        assertThat(NearestName.of("", names)).isEmpty();
    }

    @Test
    void doesNotDependOnTheOrderOfTheNames() {
        assertThat(NearestName.of("cat", List.of("bat", "hat"))).contains("bat");
        assertThat(NearestName.of("cat", List.of("hat", "bat"))).contains("bat");
    }

    @Test
    void countsLettersWhereAskedTo() {
        List<String> names = List.of("main", "db");
        assertThat(NearestName.of("mn", names)).isEmpty();
        assertThat(NearestName.within(2, "mn", names)).contains("main");
        assertThat(NearestName.within(2, "Main", names)).contains("main");
        assertThat(NearestName.within(2, "remain1", names)).isEmpty();
        assertThat(NearestName.within(2, "bd", names)).contains("db");
        assertThat(NearestName.within(2, "xy", names)).isEmpty();
        assertThat(NearestName.within(2, "b", List.of("a"))).isEmpty();
    }
}
