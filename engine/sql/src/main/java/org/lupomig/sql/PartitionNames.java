package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Partitioning;
import org.lupomig.model.sql.Partitioning.Partition;

/** Which partitions a definition lists. */
final class PartitionNames {
    private PartitionNames() {}

    /** Those of one list that are not in another, where rows are divided in the same way. */
    static List<String> missing(String before, String after) {
        Partitioning was = read(before);
        Partitioning is = read(after);
        if (was == null || is == null || !was.by().kind().equals(is.by().kind())) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(names(was));
        missing.removeAll(names(is));
        return missing;
    }

    /** Those of a list; none where it cannot be read. */
    static List<String> of(String partitions) {
        Partitioning read = read(partitions);
        if (read == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>(names(read));
        if (names.isEmpty()) {
            // So the server calls those that are only counted.
            for (long i = 0; i < Math.max(1, read.count()); i++) {
                names.add("p" + i);
            }
        }
        return names;
    }

    /** Those of a list that hold earlier versions of rows: where rows are divided so, all but the last. */
    static List<String> ofHistory(String partitions) {
        Partitioning read = read(partitions);
        if (read == null || !read.by().kind().equals("SYSTEM_TIME")) {
            return List.of();
        }
        List<String> names = of(partitions);
        return names.subList(0, names.size() - 1);
    }

    private static List<String> names(Partitioning partitioning) {
        return partitioning.partitions().stream().map(Partition::name).toList();
    }

    private static @Nullable Partitioning read(String text) {
        Splitter splitter = new Splitter(text);
        if (!splitter.next() || splitter.problem() != null) {
            return null;
        }
        Cursor c = new Cursor(text, splitter.tokens(), null);
        Partitioning read = new PartitionReader(c).partitioning();
        return c.ended() == null ? read : null;
    }
}
