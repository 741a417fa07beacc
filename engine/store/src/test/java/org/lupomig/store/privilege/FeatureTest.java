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
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.testkit.sql.Facts;
import org.lupomig.testkit.sql.ObjectFacts;

class FeatureTest {
    private static final Span AT = Span.at(0);
    private static final ObjectName A = new ObjectName("s", "a");
    private static final ObjectName B = new ObjectName("s", "b");

    /** What is done for no statement, but for what others wrote when it is taken back. */
    private static final EnumSet<Feature> KEPT_ASIDE = EnumSet.range(Feature.COPY_ROWS, Feature.MOVE_ASIDE);

    /** One of each kind. */
    private static final List<StatementFact> FACTS = List.of(
            Facts.createSchema("s", null),
            Facts.createTable(A, null, B, List.of(B)),
            Facts.fillTable(A, List.of(B)),
            Facts.rename(new StatementFact.Rename(A, B)),
            Facts.alter("ALTER TABLE", A, Facts.addColumn("c")),
            Facts.alter("ALTER TABLE", A, Facts.addNumbers("c")),
            Facts.alter("ALTER TABLE", A, Facts.addIndex("i")),
            Facts.alter("CREATE INDEX", A, Facts.addIndex("i")),
            Facts.alter("ALTER TABLE", A, new AlterAction.DropColumn("c", null, AT)),
            Facts.alter("DROP INDEX", A, new AlterAction.DropIndex("i", null, AT)),
            Facts.alter("ALTER TABLE", A, new AlterAction.Force(AT)),
            new StatementFact.Insert(A, List.of(B)),
            new StatementFact.Query(List.of(A)),
            Facts.deleteFrom(A),
            Facts.dropTable(A),
            ObjectFacts.dropTrigger(A),
            ObjectFacts.dropView(A),
            ObjectFacts.createProcedure(A),
            ObjectFacts.dropProcedure(A),
            ObjectFacts.dropEvent(A),
            ObjectFacts.call(A),
            ObjectFacts.createSequence(A),
            ObjectFacts.dropSequence(A),
            ObjectFacts.setSequence(A),
            new StatementFact.DropSchema("s", null, AT),
            new StatementFact.UseSchema("s"),
            new StatementFact.SetNames(),
            new StatementFact.AlterSchema("s", List.of(), AT),
            Facts.alter("ALTER TABLE", A, new AlterAction.ConvertCharset("utf8mb4", null, AT)),
            Facts.alter("ALTER TABLE", A, new AlterAction.DropForeignKey("fk", null, AT)),
            new StatementFact.TruncateTable(new TableRef(A, true, AT), null, AT),
            new StatementFact.Refused("DELETE", "it removes rows", AT),
            new StatementFact.Unparsed("'FOO' begins no statement that is known", AT));

    @Test
    void everyKindOfStatementIsJudged() {
        assertThat(FACTS.stream()
                        .<Class<?>>map(Object::getClass)
                        .filter(kind -> kind.getEnclosingClass() == StatementFact.class)
                        .distinct())
                .as("a new kind of statement needs its privileges in Need")
                .containsExactlyInAnyOrderElementsOf(kindsThatMayRun());
        List<Class<?>> actions = new ArrayList<>();
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (StatementFact fact : FACTS) {
            if (fact instanceof StatementFact.AlterTable alter) {
                alter.actions().forEach(action -> actions.add(action.getClass()));
            }
            Need.of(fact).forEach(need -> features.add(need.feature()));
        }
        assertThat(actions.stream().distinct())
                .as("the actions that are run")
                .containsExactlyInAnyOrder(
                        AlterAction.AddColumn.class,
                        AlterAction.AddIndex.class,
                        AlterAction.ConvertCharset.class,
                        AlterAction.DropForeignKey.class,
                        AlterAction.DropColumn.class,
                        AlterAction.DropIndex.class,
                        AlterAction.Force.class);
        assertThat(features).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(KEPT_ASIDE));
    }

    /** Kinds of statements in files of their own are held to the features alone. */
    private static List<Class<?>> kindsThatMayRun() {
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> kind : StatementFact.class.getPermittedSubclasses()) {
            if (kind.getEnclosingClass() == StatementFact.class) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    @Test
    void thePageListsThem() throws IOException {
        StringBuilder table = new StringBuilder();
        for (Feature feature : Feature.values()) {
            Set<Privilege> own = EnumSet.noneOf(Privilege.class);
            own.addAll(feature.forward());
            own.addAll(feature.back());
            table.append("| ").append(feature.title()).append(" |").append(cell(own));
            table.append(cell(new TreeSet<>(feature.held()))).append('\n');
        }
        String page = Files.readString(Path.of("..", "..", "docs", "privileges.md"));
        assertThat(page.replace("\r\n", "\n")).contains("|---|---|---|\n" + table + "\n");
    }

    private static String cell(Iterable<Privilege> privileges) {
        List<String> words = new ArrayList<>();
        privileges.forEach(privilege -> words.add(privilege.word()));
        return words.isEmpty() ? " |" : " " + String.join(", ", words) + " |";
    }
}
