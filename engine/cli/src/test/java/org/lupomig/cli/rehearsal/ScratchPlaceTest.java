package org.lupomig.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScratchPlaceTest {
    @Test
    void whatServerSays() {
        assertThat(ScratchPlace.of(null)).isEqualTo(new ScratchPlace.Embedded());
        assertThat(ScratchPlace.of("container")).isEqualTo(new ScratchPlace.InContainer("mariadb:11.4"));
        assertThat(ScratchPlace.of("container:local/mariadb:10.11"))
                .isEqualTo(new ScratchPlace.InContainer("local/mariadb:10.11"));
        assertThat(ScratchPlace.of("jdbc:mariadb://db/")).isEqualTo(new ScratchPlace.Named("jdbc:mariadb://db/"));
    }

    @Test
    void onlyAServerThatWasNamedMayHaveOthers() {
        assertThat(ScratchPlace.of(null).isOwn()).isTrue();
        assertThat(ScratchPlace.of("container").isOwn()).isTrue();
        assertThat(ScratchPlace.of("jdbc:mariadb://db/").isOwn()).isFalse();
    }
}
