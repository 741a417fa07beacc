package org.lupomig.orchestrator.evidence;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Names under which tables are held. They say which statement's table it is, carry a checksum of the whole name, so
 * that two that are cut to the same are two, and are never those of a table that is there: a store that was made anew
 * counts its runs from the beginning, and what an earlier one held is still there.
 */
public final class HeldNames {
    private static final int LONGEST_NAME = 64;

    private final String schema;
    private final long run;
    private final int position;

    /**
     * For the tables of one step.
     *
     * @param schema where they are held
     * @param run the run that applied the step
     * @param position the step's place in its plan
     */
    public HeldNames(String schema, long run, int position) {
        this.schema = schema;
        this.run = run;
        this.position = position;
    }

    /** The schema. */
    public String schema() {
        return schema;
    }

    /**
     * A name that nothing bears.
     *
     * @param letter why it is held
     * @param key of the removal
     */
    public ObjectName fresh(char letter, String key, ObjectName table, TargetSession session) {
        return fresh(schema, "", letter, key, table, session);
    }

    /** The same beside the table, for what is about to take its place. */
    public ObjectName beside(char letter, String key, ObjectName table, TargetSession session) {
        return fresh(String.valueOf(table.schema()), HeldName.BESIDE, letter, key, table, session);
    }

    private ObjectName fresh(
            String place, String mark, char letter, String key, ObjectName table, TargetSession session) {
        CRC32 sum = new CRC32();
        sum.update(table.toString().getBytes(StandardCharsets.UTF_8));
        String checksum = Long.toHexString(sum.getValue() | 1L << 32).substring(1);
        String base = mark + letter + Long.toString(run) + "_" + position + "_" + key + "_" + checksum;
        for (int i = 1; ; i++) {
            String prefix = i == 1 ? base : base + "_" + i;
            ObjectName name = new ObjectName(place, cut(prefix + "_" + table.name()));
            if (session.describe(name).absent()) {
                return name;
            }
        }
    }

    /** The server takes no name that is longer, and none that ends with a space. */
    private static String cut(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME).stripTrailing();
    }
}
