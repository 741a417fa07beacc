package org.lupomig.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Referring;

class ReferringTest {
    @Test
    void aDotInANameIsNoEndOfIt() {
        assertThat(Referring.text("core", "users", "fk")).isEqualTo("core.users.fk");
        assertThat(Referring.text("core", "users.old", "fk")).isEqualTo("core.`users.old`.fk");
        for (ObjectName name : new ObjectName[] {
            new ObjectName("core", "users"),
            new ObjectName("a.b", "c.d"),
            new ObjectName("`", "x``.y"),
            new ObjectName("we ird", "é")
        }) {
            assertThat(Referring.table(Referring.text(String.valueOf(name.schema()), name.name(), "a.b`c")))
                    .isEqualTo(name);
        }
    }
}
