package org.lupomig.sql;

import java.util.List;
import java.util.Random;

/** Scripts that were right, with pieces put in and cut out where chance would have it. */
public final class Damage {
    private final Random random;
    private final List<String> scripts;
    private final List<String> bits;
    private final int most;

    /**
     * The same at each run.
     *
     * @param bits what is put in
     * @param most at how many places at the most
     */
    public Damage(long seed, List<String> scripts, List<String> bits, int most) {
        this.random = new Random(seed);
        this.scripts = scripts;
        this.bits = bits;
        this.most = most;
    }

    /** Another one. */
    public String next() {
        StringBuilder sql = new StringBuilder(scripts.get(random.nextInt(scripts.size())));
        for (int j = random.nextInt(most); j >= 0; j--) {
            int at = random.nextInt(sql.length() + 1);
            if (random.nextInt(3) == 0) {
                sql.delete(at, Math.min(sql.length(), at + 1 + random.nextInt(12)));
            } else {
                sql.insert(at, bits.get(random.nextInt(bits.size())));
            }
        }
        return sql.toString();
    }
}
