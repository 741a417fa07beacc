package org.lupomig.bench;

import java.util.concurrent.TimeUnit;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.sql.SqlScript;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the text of one statement on a table to all that is known of it. The goal is under 100 microseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class ReadStatement {
    private static final String CREATE =
            """
            CREATE TABLE IF NOT EXISTS `sales_order` (
              `order_id` int(10) unsigned NOT NULL AUTO_INCREMENT COMMENT 'Order ID',
              `customer_id` int(10) unsigned DEFAULT NULL,
              `state` varchar(32) NOT NULL DEFAULT 'new',
              `grand_total` decimal(20,4) NOT NULL DEFAULT 0.0000,
              `payload` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(`payload`)),
              `created_at` timestamp NOT NULL DEFAULT current_timestamp(),
              `updated_at` timestamp NULL DEFAULT NULL ON UPDATE current_timestamp(),
              PRIMARY KEY (`order_id`),
              UNIQUE KEY `uq_order_state` (`order_id`,`state`),
              KEY `ix_created` (`created_at`,`state`(8)),
              CONSTRAINT `fk_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`customer_id`)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Orders'
            """;

    private static final String ALTER =
            """
            ALTER TABLE `sales_order` ADD COLUMN `note` varchar(200) DEFAULT NULL AFTER `state`,
              MODIFY `grand_total` decimal(24,4) NOT NULL, DROP KEY `ix_created`, ADD KEY `ix_state` (`state`)
            """;

    /** Which statement. */
    @Param({"CREATE", "ALTER"})
    public String statement = "";

    private SourceText text = SourceText.of("", "");

    /** Makes sure that what is measured is read. */
    @Setup
    public void write() {
        text = SourceText.of("statement.sql", statement.equals("CREATE") ? CREATE : ALTER);
        if (read().statements().size() != 1) {
            throw new IllegalStateException("not one statement: " + statement);
        }
    }

    /** Splitting, reading, touches, and the forecast of its undo. */
    @Benchmark
    public SqlScript read() {
        return SqlScript.read(MappedText.identity(text.text()), text, "shop");
    }
}
