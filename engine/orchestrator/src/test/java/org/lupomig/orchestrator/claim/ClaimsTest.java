package org.lupomig.orchestrator.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;

class ClaimsTest {
    private static final List<Claim> ALL = List.of(
            Claim.server(),
            Claim.state("epoch"),
            Claim.state("freeze"),
            Claim.plan("p"),
            Claim.plan("q"),
            Claim.upon("p"),
            Claim.schema("shop"),
            Claim.schema("other"),
            Claim.object("shop", "t"),
            Claim.object("shop", "T"),
            Claim.object("shop", "u"),
            Claim.object("other", "t"));

    @Test
    void whatIsInCommonIsSoForBoth() {
        for (Claim a : ALL) {
            for (Claim b : ALL) {
                assertThat(a.meets(b)).as(a + " and " + b).isEqualTo(b.meets(a));
                boolean common =
                        !Claims.of(List.of(a)).common(Claims.of(List.of(b))).isEmpty();
                boolean shared = (a.kind() == Claim.Kind.SERVER && b.kind() == Claim.Kind.UPON)
                        || (a.kind() == Claim.Kind.UPON && b.kind() == Claim.Kind.SERVER);
                assertThat(common || shared).as(a + " and " + b).isEqualTo(a.meets(b));
            }
        }
    }

    @Test
    void anyNumberMayRelyOnAPlan() {
        assertThat(Claim.upon("p").meets(Claim.upon("p"))).isFalse();
        assertThat(Claim.upon("p").meets(Claim.plan("p"))).isTrue();
        assertThat(Claim.upon("p").meets(Claim.plan("q"))).isFalse();
    }

    @Test
    void aSchemaHasWhatIsInIt() {
        assertThat(Claim.schema("Shop").meets(Claim.object("shop", "T"))).isTrue();
        assertThat(Claim.schema("shop").meets(Claim.object("other", "t"))).isFalse();
        assertThat(Claim.object("shop", "t").meets(Claim.object("SHOP", "T"))).isTrue();
        assertThat(Claims.of(List.of(Claim.schema("shop"))).cover(Claims.of(List.of(Claim.object("shop", "t")))))
                .isTrue();
        assertThat(Claims.of(List.of(Claim.object("shop", "t"))).cover(Claims.of(List.of(Claim.schema("shop")))))
                .isFalse();
    }

    @Test
    void keysLeadToChildrenOfChildrenAndToParents() {
        KeyGraph graph = new KeyGraph();
        ObjectName a = new ObjectName("s", "a");
        ObjectName b = new ObjectName("s", "b");
        ObjectName c = new ObjectName("s", "c");
        ObjectName d = new ObjectName("s", "d");
        graph.add(b, a);
        graph.add(c, b);
        graph.add(c, d);
        assertThat(graph.relatives(Set.of(a))).containsExactlyInAnyOrder(b, c, d);
        assertThat(graph.relatives(Set.of(c))).containsExactlyInAnyOrder(b, d);
        assertThat(graph.relatives(Set.of(d))).containsExactlyInAnyOrder(c, b);
    }
}
