package org.lupomig.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.TableRef;
import org.lupomig.testkit.sql.Facts;

/** Which columns an ALTER leaves, and which it runs into. */
class AlteredNamesTest {
    private static final Span AT = Span.at(0);
    private static final Set<String> BEFORE = Set.of("id", "name");

    private static AlteredNames altered(AlterAction... actions) {
        TableRef table = new TableRef(new ObjectName("shop", "items"), true, AT);
        return new AlteredNames(
                new AlterTable(table, null, List.of(actions), AlterClauses.NONE, "ALTER TABLE", AT), BEFORE);
    }

    private static AlterAction addUnlessThere(String name) {
        return new AlterAction.AddColumn(Facts.addColumn(name).definition(), AT, AT);
    }

    private static AlterAction drop(String name) {
        return new AlterAction.DropColumn(name, null, AT);
    }

    private static AlterAction rename(String from, String to, boolean ifThere) {
        return new AlterAction.RenameColumn(from, to, ifThere ? AT : null, AT);
    }

    @Test
    void whatIsTakenAwayIsThereForIfNotExists() {
        for (AlterAction gone : List.of(drop("Name"), rename("Name", "title", false))) {
            AlteredNames after = altered(gone, addUnlessThere("NAME"));

            assertThat(after.found()).isEmpty();
            assertThat(after.after()).contains("id").doesNotContain("name");
        }
    }

    @Test
    void whatIsAddedTwiceIsAddedOnce() {
        AlteredNames after = altered(Facts.addColumn("x"), addUnlessThere("x"));

        assertThat(after.found()).isEmpty();
        assertThat(after.after()).containsExactlyInAnyOrder("id", "name", "x");
    }

    @Test
    void aNameThatHasBecomeFree() {
        AlteredNames after = altered(drop("name"), Facts.addColumn("name"));

        assertThat(after.found()).isEmpty();
        assertThat(after.after()).containsExactlyInAnyOrder("id", "name");
    }

    @Test
    void ifExistsIsOfTheOldNameAlone() {
        assertThat(altered(rename("id", "name", true)).found()).isEqualTo(Map.of("name", true));
        assertThat(altered(rename("none", "name", true)).found()).isEmpty();
    }
}
