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
}
