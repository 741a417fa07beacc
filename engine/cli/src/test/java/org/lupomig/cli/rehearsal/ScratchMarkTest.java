package org.lupomig.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.journal.Owner;

class ScratchMarkTest {
    private static final ProcessHandle SELF = ProcessHandle.current();
    private static final ScratchMark HERE = new ScratchMark("anna@build/b1/n1", SELF);

    private static String dead(String place) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String mark = new ScratchMark(place, process.toHandle()).text();
        process.waitFor();
        return mark;
    }

    @Test
    void whatADeadProcessHasLeftIsLeft() throws Exception {
        assertThat(HERE.isOfDeadOne(dead("anna@build/b1/n1"))).isTrue();
    }

    @Test
    void whatOneHasThatLivesIsNot() {
        assertThat(HERE.text()).startsWith("anna@build/b1/n1/").endsWith("/" + SELF.pid());
        assertThat(HERE.isOfDeadOne(HERE.text())).isFalse();
    }

    /** The number alone tells nothing: another process may have it by now. */
    @Test
    void whatAnEarlierOneOfTheSameNumberHasLeftIsLeft() {
        assertThat(HERE.isOfDeadOne("anna@build/b1/n1/1/" + SELF.pid())).isTrue();
    }

    /** Of another account, of a machine of the same name, of a container on this one: who lives there is not seen. */
    @Test
    void whatIsOfAnotherPlaceIsNot() throws Exception {
        assertThat(HERE.isOfDeadOne(dead("bert@build/b1/n1"))).isFalse();
        assertThat(HERE.isOfDeadOne(dead("anna@build/b2/n1"))).isFalse();
        assertThat(HERE.isOfDeadOne(dead("anna@build/b1/n2"))).isFalse();
        assertThat(HERE.isOfDeadOne(dead("anna@build/b1/n1/more"))).isFalse();
    }

    @Test
    void whatIsNotClearIsNot() throws Exception {
        for (String mark : new String[] {"", "anna@build/b1/n1/", "anna@build/b1/n1/x", "anna@build/b1/n1//4", "4"}) {
            assertThat(HERE.isOfDeadOne(mark)).as(mark).isFalse();
        }
        ScratchMark elsewhere = new ScratchMark("anna@build/-/-", SELF);
        assertThat(elsewhere.isOfDeadOne(dead("anna@build/-/-"))).isFalse();
        assertThat(new ScratchMark(new Owner("t", "anna@build", 1, 0)).text()).startsWith("anna@build/");
    }
}
