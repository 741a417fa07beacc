package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.store.target.WaitedFor.Sure;

/** Who holds a table is certainly in the way only of a statement that needs that very table for itself. */
class WaitedForTest {
    private static Sure items(String sql) {
        return new WaitedFor(sql, "shop").isFor("shop", "items");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE shop.items ADD COLUMN n INT",
                "alter table `shop`.`items` add column n int",
                "ALTER TABLE items ADD COLUMN n INT",
                "ALTER TABLE \"Shop\" . \"Items\" ADD COLUMN n INT",
                "/* first */ DROP TABLE shop.others, items",
                "-- first\nRENAME TABLE shop.x TO shop.y, shop.items TO shop.z",
                "TRUNCATE shop.items",
                "CREATE UNIQUE INDEX i ON items (n)",
                "CREATE OR REPLACE INDEX i ON shop /* of ours */ . items (n)",
                "ALTER TABLE `it's`.x COMMENT \"it's\", RENAME TO shop.items",
                "ALTER TABLE shop.others COMMENT 'it\\'s', RENAME TO items"
            })
    void surely(String sql) {
        assertThat(items(sql)).isEqualTo(Sure.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UPDATE shop.items SET n = 1",
                "INSERT INTO items VALUES (1)",
                "CREATE TABLE shop.copy LIKE shop.items",
                "ALTER TABLE shop.others ADD FOREIGN KEY (i) REFERENCES shop.items (id)"
            })
    void perhaps(String sql) {
        assertThat(items(sql)).isEqualTo(Sure.PERHAPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE other.items ADD COLUMN n INT",
                "ALTER TABLE shop.others ADD COLUMN n INT",
                "ALTER TABLE shop.items_old ADD COLUMN n INT",
                "ALTER TABLE shop.others COMMENT 'once shop.items'",
                "ALTER TABLE shop.others COMMENT \"once shop.items\"",
                "ALTER TABLE shop.others COMMENT 'it''s once shop.items'",
                "ALTER TABLE shop.others /* once shop.items */ ADD COLUMN n INT",
                "ALTER TABLE shop.others ADD COLUMN n INT # once shop.items",
                "ALTER TABLE shop.others ADD COLUMN n INT -- once shop.items",
                "ALTER TABLE shop.`its ``items`",
                "ALTER TABLE shop.others COMMENT 'once shop.items"
            })
    void not(String sql) {
        assertThat(items(sql)).isEqualTo(Sure.NO);
    }

    @Test
    void aNameThatMayMeanAnyOfThem() {
        assertThat(new WaitedFor("ALTER TABLE items ADD COLUMN n INT", null).isFor("shop", "items"))
                .isEqualTo(Sure.PERHAPS);
        assertThat(new WaitedFor("ALTER TABLE items ADD COLUMN n INT", "other").isFor("shop", "items"))
                .isEqualTo(Sure.NO);
    }

    /** Each of a million characters, of whatever a regular expression could go deep into. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", "x ", "''", "\\'", "\\\\", "x''y\\n", "\"", "`", "\n", "-- ", "/* ", "*/", "# \n", "(", "ü", "🐺"
            })
    void aLongTextNeedsNoDeepStack(String part) {
        String text = part.repeat(1_000_000 / part.length());
        assertThat(items("INSERT INTO shop.items VALUES ('" + text + "')")).isEqualTo(Sure.PERHAPS);
        assertThat(items("INSERT INTO shop.others VALUES ('" + text + "'), ('items')"))
                .isEqualTo(Sure.NO);
        assertThat(items("/* " + text.replace("*/", "") + " */ ALTER TABLE shop.items ENGINE = InnoDB"))
                .isEqualTo(Sure.YES);
        String ended = part.contains("'") || part.contains("\"") || part.contains("\\") ? "" : text;
        assertThat(items("ALTER TABLE shop.items COMMENT \"" + ended + "\"")).isEqualTo(Sure.YES);
        assertThat(items("ALTER TABLE shop.items " + text)).isEqualTo(Sure.YES);
    }
}
