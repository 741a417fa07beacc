package org.lupomig.store.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lupomig.store.privilege.Privilege.ALTER;
import static org.lupomig.store.privilege.Privilege.CREATE;
import static org.lupomig.store.privilege.Privilege.DROP;
import static org.lupomig.store.privilege.Privilege.EXECUTE;
import static org.lupomig.store.privilege.Privilege.INSERT;
import static org.lupomig.store.privilege.Privilege.REFERENCES;
import static org.lupomig.store.privilege.Privilege.SELECT;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {
    @Test
    void onEverythingOnASchemaOnATable() {
        Grants grants = of(
                "GRANT SELECT, CREATE USER ON *.* TO `anna`@`%` IDENTIFIED BY PASSWORD '*123 ON `x`.* TO'",
                "GRANT CREATE, DROP ON `shop`.* TO `anna`@`%` WITH GRANT OPTION",
                "GRANT ALTER, INSERT (`a`, `b`) ON `shop`.`t` TO `anna`@`%`",
                "GRANT EXECUTE ON PROCEDURE `shop`.`pr` TO `anna`@`%`");
        assertThat(grants.allow(SELECT, "anything", null)).isTrue();
        assertThat(grants.allow(CREATE, "anything", null)).isFalse();
        assertThat(grants.allow(DROP, "shop", "any")).isTrue();
        assertThat(grants.allow(DROP, "Shop", "any")).isFalse();
        assertThat(grants.allow(ALTER, "shop", "t")).isTrue();
        assertThat(grants.allow(ALTER, "shop", "u")).isFalse();
        assertThat(grants.allow(ALTER, "shop", null)).isFalse();
        assertThat(grants.allow(INSERT, "shop", "t")).isFalse();
        assertThat(grants.allow(EXECUTE, "shop", null)).isFalse();
    }

    @Test
    void anotherRightThatWillDo() {
        Grants grants = of("GRANT INSERT, ALTER ROUTINE ON `shop`.* TO `anna`@`%`");
        assertThat(grants.allow(REFERENCES, "shop", null)).isTrue();
        assertThat(grants.allow(EXECUTE, "shop", null)).isTrue();
        assertThat(grants.allow(SELECT, "shop", null)).isFalse();
    }

    @Test
    void patterns() {
        Grants grants = of("GRANT DROP ON `my_sh%`.* TO `anna`@`%`", "GRANT ALTER ON `a\\_b`.* TO `anna`@`%`");
        assertThat(grants.allow(DROP, "my_shop", null)).isTrue();
        assertThat(grants.allow(DROP, "myyshop", null)).isTrue();
        assertThat(grants.allow(DROP, "mysh", null)).isFalse();
        assertThat(grants.allow(ALTER, "a_b", null)).isTrue();
        assertThat(grants.allow(ALTER, "aab", null)).isFalse();
    }

    @Test
    void ofOneGranteeTheOwnNameGoesBeforePatternsAndAllPatternsMustDo() {
        Grants named = of("GRANT SELECT ON `shop`.* TO `anna`@`%`", "GRANT DROP ON `sh%`.* TO `anna`@`%`");
        assertThat(named.allow(SELECT, "shop", null)).isTrue();
        assertThat(named.allow(DROP, "shop", null)).isFalse();
        Grants patterns = of(
                "GRANT ALL PRIVILEGES ON `sh%`.* TO `anna`@`%`",
                "GRANT DROP ON `s%`.* TO `anna`@`%`", "GRANT ALL PRIVILEGES ON `%`.* TO `anna`@`%`");
        assertThat(patterns.allow(DROP, "shop", null)).isTrue();
        assertThat(patterns.allow(SELECT, "shop", null)).isFalse();
    }

    @Test
    void rolesAreOneGranteeAndEverybodyIsAnother() {
        Grants grants = of(
                "GRANT `keeper` TO `anna`@`%`",
                "GRANT DROP ON `shop`.* TO `anna`@`%`",
                "GRANT `helper` TO `keeper`",
                "GRANT ALTER ON `sh%`.* TO `keeper`",
                "GRANT CREATE ON `shop`.* TO `helper`",
                "GRANT SELECT ON `shop`.* TO PUBLIC");
        assertThat(grants.allow(DROP, "shop", null)).isTrue();
        assertThat(grants.allow(CREATE, "shop", null)).isTrue();
        assertThat(grants.allow(SELECT, "shop", null)).isTrue();
        // the roles' grants are put together, and then one of them is chosen
        assertThat(grants.allow(ALTER, "shop", null)).isFalse();
    }

    @Test
    void namesInLowerCaseWhereTheServerKeepsThemSo() {
        Grants grants = Grants.read(true, List.of("GRANT DROP ON `shop`.* TO `anna`@`%`"));
        assertThat(grants.allow(DROP, "Shop", null)).isTrue();
    }

    @Test
    void aGrantIsAddedWhereItHidesNothing() {
        assertThat(of().nameIn("my_shop")).isEqualTo("my\\_shop");
        Grants asWritten = of("GRANT DROP ON `my_shop`.* TO `anna`@`%`");
        assertThat(asWritten.nameIn("my_shop")).isEqualTo("my_shop");
        assertThat(asWritten.hiddenByAGrantOn("my_shop")).isEmpty();
        Grants wider = of("GRANT DROP, SELECT ON `my%`.* TO `anna`@`%`", "GRANT ALTER ON `m%`.* TO `keeper`");
        assertThat(wider.nameIn("my_shop")).isEqualTo("my\\_shop");
        assertThat(wider.hiddenByAGrantOn("my_shop")).containsExactlyInAnyOrder("DROP", "SELECT");
    }

    @Test
    void namesWithQuotesInThem() {
        Grants grants = of("GRANT DROP ON `a``.* TO b`.`c``d` TO `an``na`@`%`");
        assertThat(grants.allow(DROP, "a`.* TO b", "c`d")).isTrue();
    }

    @Test
    void theAccountIsQuoted() {
        assertThat(Grants.quoted("anna@%")).isEqualTo("'anna'@'%'");
        assertThat(Grants.quoted("o'neill@build@10.0.0.1")).isEqualTo("'o''neill@build'@'10.0.0.1'");
    }

    private static Grants of(String... lines) {
        return Grants.read(false, List.of(lines));
    }
}
