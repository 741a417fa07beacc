package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.store.privilege.Feature;
import org.lupomig.store.privilege.Privilege;

/** The list of features is true: the privileges in it are enough, and without any of them the plan is not begun. */
class PrivilegesIT {
    @ParameterizedTest
    @EnumSource
    void whatEachTakes(Feature feature) {
        List<String> grants = new ArrayList<>(grants(feature));
        if (feature == Feature.FOREIGN_KEY) {
            grants.replaceAll(grant -> grant.replace("shop", "depot"));
            grants.addAll(grants(Feature.CREATE_TABLE));
        }
        if (feature == Feature.INSERT_ROWS) {
            grants.addAll(grants(Feature.CREATE_TABLE));
        }
        if (feature == Feature.COPY_LOCKED) {
            grants.add("ALTER ON shop.*");
        }
        if (feature == Feature.COPY_AGAIN) {
            grants.addAll(grants(Feature.COPY_LOCKED));
            grants.add("ALTER ON shop.*");
        }
        assertThat(tried(feature, grants)).isEqualTo(new Tried(List.of(), ""));
        for (String grant : grants) {
            List<String> fewer = new ArrayList<>(grants);
            fewer.remove(grant);
            Tried without = tried(feature, fewer);
            assertThat(without.lacking())
                    .as(feature + " without " + grant)
                    .singleElement()
                    .satisfies(help -> assertThat(help.replace("\\", "").replace("`", ""))
                            .isEqualTo("LM6037 GRANT " + grant + " TO 'poor'@'%'"));
            assertThat(without.refusal()).as(feature + " without " + grant).isNotEmpty();
        }
    }

    private static List<String> grants(Feature feature) {
        List<String> grants = new ArrayList<>();
        EnumSet<Privilege> own = EnumSet.noneOf(Privilege.class);
        own.addAll(feature.forward());
        own.addAll(feature.back());
        own.forEach(right -> grants.add(right.word() + " ON shop.*"));
        feature.held().forEach(right -> grants.add(right.word() + " ON lupomig_held.*"));
        return grants;
    }

    /**
     * What an account met.
     *
     * @param lacking what it was told beforehand
     * @param refusal what the server then refused first; empty where it refused nothing
     */
    private record Tried(List<String> lacking, String refusal) {}

    private static Tried tried(Feature feature, List<String> grants) {
        try (Rig rig = TestServer.cleared()) {
            rig.sql("CREATE SCHEMA lupomig_held", "CREATE USER poor@'%' IDENTIFIED BY 'pw'");
            if (feature != Feature.CREATE_SCHEMA) {
                String t = ".t (id INT PRIMARY KEY, v INT, KEY ix (v)) ENGINE=InnoDB";
                rig.sql("CREATE SCHEMA shop", "CREATE SCHEMA depot", "CREATE TABLE shop" + t, "CREATE TABLE depot" + t);
            }
            if (feature == Feature.CALL_ROUTINE) {
                rig.sql("CREATE PROCEDURE shop.there() SELECT 1");
            }
            if (feature == Feature.DROP_FOREIGN_KEY) {
                rig.sql("CREATE TABLE shop.u (id INT PRIMARY KEY) ENGINE=InnoDB");
            }
            if (feature == Feature.SEQUENCE_VALUE) {
                rig.sql("CREATE SEQUENCE shop.n");
            }
            if (EnumSet.of(Feature.DROP_TABLE, Feature.DROP_SCHEMA, Feature.TRUNCATE_TABLE)
                    .contains(feature)) {
                rig.sql("CREATE TRIGGER shop.watch BEFORE INSERT ON shop.t FOR EACH ROW SET @x = 1");
            }
            if (EnumSet.of(
                            Feature.CHANGE_ROWS,
                            Feature.DROP_COLUMN,
                            Feature.NUMBER_ROWS,
                            Feature.COPY_ROWS,
                            Feature.COPY_LOCKED,
                            Feature.COPY_AGAIN)
                    .contains(feature)) {
                rig.sql("INSERT INTO shop.t VALUES (1, 1)");
            }
            if (feature == Feature.CHANGE_ROWS || feature == Feature.DROP_COLUMN) {
                rig.sql(
                        "CREATE TABLE shop.watched (id INT)",
                        "CREATE TRIGGER shop.watch BEFORE INSERT ON shop.watched FOR EACH ROW SET @x = 1");
            }
            grants.forEach(grant -> rig.sql("GRANT " + grant + " TO poor@'%'"));
            Doing doing = Doing.of(feature);
            try (Rig poor = rig.as("poor", "pw");
                    TargetSession session = poor.target().open(SessionName.of("tok", 1), Purpose.FORWARD)) {
                List<String> lacking = poor
                        .target()
                        .lacking(
                                doing.facts().stream()
                                        .map(fact -> new Planned(fact, null))
                                        .toList(),
                                doing.aside())
                        .stream()
                        .map(problem -> problem.type().code() + " " + problem.help())
                        .toList();
                return new Tried(lacking, refusal(doing.actions(), session));
            }
        }
    }

    private static String refusal(List<Doing.Action> actions, TargetSession session) {
        for (Doing.Action action : actions) {
            String refused;
            try {
                refused = action.on(session);
            } catch (ServerRefused e) {
                refused = String.valueOf(e.getMessage());
            }
            if (!refused.isEmpty()) {
                return refused;
            }
        }
        return "";
    }
}
