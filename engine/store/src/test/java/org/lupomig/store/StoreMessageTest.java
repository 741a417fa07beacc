package org.lupomig.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StoreMessageTest {
    @Test
    void codesAreOursAndEachIsOne() {
        assertThat(Arrays.stream(StoreMessage.values()).map(StoreMessage::code))
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(code -> code.matches("LM6\\d{3}"));
    }

    @Test
    void schemasOfTheStoreHavePlainNames() {
        assertThat(StoreSchemas.isName("lupomig-2_x")).isTrue();
        assertThat(StoreSchemas.isName("a`b")).isFalse();
        assertThat(StoreSchemas.isName("")).isFalse();
        assertThat(StoreSchemas.isName("x".repeat(65))).isFalse();
        assertThatThrownBy(() -> new StoreSchemas("a", "a", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new StoreSchemas("a", "a", "b").lockName()).isEqualTo("lupomig/a");
    }

    @Test
    void thePlanNamesItsScripts() {
        for (String file : StorePlan.FILES) {
            if (file.endsWith(".sql")) {
                assertThat(StorePlan.text("store.lupomig")).contains("sql \"" + file + "\"");
                assertThat(StorePlan.text(file)).contains("CREATE SCHEMA IF NOT EXISTS `${");
            }
        }
    }
}
