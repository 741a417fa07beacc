package org.lupomig.store.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;

class FeatureTest {
    private static final ObjectName A = new ObjectName("s", "a");
    private static final ObjectName B = new ObjectName("s", "b");

    /** One of each kind. */
    private static final List<StatementFact> FACTS = List.of(
            new StatementFact.CreateSchema("s", null),
            new StatementFact.CreateTable(A, null, B, List.of(B)),
            new StatementFact.RenameTable(List.of(new StatementFact.Rename(A, B)), null),
            alter("ALTER TABLE", new StatementFact.AddColumn("c", null)),
            alter("ALTER TABLE", new StatementFact.AddIndex("i", false, null)),
            alter("CREATE INDEX", new StatementFact.AddIndex("i", false, null)),
            alter("ALTER TABLE", new StatementFact.DropColumn("c", null)),
            alter("DROP INDEX", new StatementFact.DropIndex("i", null)),
            new StatementFact.Insert(A, List.of(B)),
            new StatementFact.Query(List.of(A)),
            new StatementFact.DropTable(List.of(A), null),
            new StatementFact.DropSchema("s", null),
            new StatementFact.UseSchema("s"),
            new StatementFact.SetNames(),
            new StatementFact.Refused("DELETE", "it removes rows", Span.at(0)));

    @Test
    void everyKindOfStatementIsJudged() {
        assertThat(FACTS.stream().<Class<?>>map(Object::getClass).distinct())
                .as("a new kind of statement needs its privileges in Need")
                .containsExactlyInAnyOrder(StatementFact.class.getPermittedSubclasses());
        List<Class<?>> actions = new ArrayList<>();
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (StatementFact fact : FACTS) {
            if (fact instanceof StatementFact.AlterTable alter) {
                alter.actions().forEach(action -> actions.add(action.getClass()));
            }
            Need.of(fact).forEach(need -> features.add(need.feature()));
        }
        assertThat(actions.stream().distinct())
                .containsExactlyInAnyOrder(StatementFact.AlterAction.class.getPermittedSubclasses());
        assertThat(features).containsExactlyInAnyOrder(Feature.values());
    }

    @Test
    void thePageListsThem() throws IOException {
        StringBuilder table = new StringBuilder();
        for (Feature feature : Feature.values()) {
            Set<Privilege> own = EnumSet.noneOf(Privilege.class);
            own.addAll(feature.forward());
            own.addAll(feature.back());
            table.append("| ").append(feature.title()).append(" | ").append(words(own));
            String held = words(new TreeSet<>(feature.held()));
            table.append(held.isEmpty() ? " | |\n" : " | " + held + " |\n");
        }
        String page = Files.readString(Path.of("..", "..", "docs", "privileges.md"));
        assertThat(page.replace("\r\n", "\n")).contains("|---|---|---|\n" + table + "\n");
    }

    private static String words(Iterable<Privilege> privileges) {
        List<String> words = new ArrayList<>();
        privileges.forEach(privilege -> words.add(privilege.word()));
        return String.join(", ", words);
    }

    private static StatementFact alter(String keyword, StatementFact.AlterAction action) {
        return new StatementFact.AlterTable(A, null, List.of(action), keyword);
    }
}
