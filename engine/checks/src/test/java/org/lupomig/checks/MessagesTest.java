package org.lupomig.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.MessageType;

class MessagesTest {
    @Test
    void everyCodeIsGivenOnce() {
        assertThat(Messages.all()).extracting(MessageType::code).doesNotHaveDuplicates();
    }

    @Test
    void everyCodeIsOfItsStage() {
        for (MessageType type : Messages.all()) {
            String stage =
                    switch (type.getClass().getSimpleName()) {
                        case "CompilerMessage" -> "LM1";
                        case "SqlMessage" -> "LM2";
                        case "DoctrineMessage" -> "LM30";
                        case "EngineMessage" -> "LM5";
                        case "StoreMessage" -> "LM6";
                        default -> "LM9";
                    };
            assertThat(type.code()).startsWith(stage).hasSize(6);
        }
    }

    @Test
    void everyMessageIsTested() {
        StringBuilder tests = new StringBuilder();
        for (Path file : Repository.files(".java", ".diag", ".txt", ".facts", ".out")) {
            if (file.toString().replace('\\', '/').contains("/src/test/")) {
                tests.append(Repository.read(file));
            }
        }
        List<String> untested = Messages.all().stream()
                .filter(type -> tests.indexOf(type.code()) < 0 && tests.indexOf(((Enum<?>) type).name()) < 0)
                .map(type -> type.code() + " " + type.title())
                .toList();
        assertThat(untested).isEmpty();
    }

    @Test
    void thePageIsFresh() throws Exception {
        Path page = Repository.root().resolve("docs/messages.md");
        String fresh = Messages.page();
        if (Files.exists(page) && Repository.read(page).equals(fresh)) {
            return;
        }
        if (Boolean.getBoolean("golden.update") && System.getenv("CI") == null) {
            Files.writeString(page, fresh);
            fail("docs/messages.md was written anew; run again without -Dgolden.update");
        }
        fail("docs/messages.md is stale; -Dgolden.update=true writes it anew");
    }
}
