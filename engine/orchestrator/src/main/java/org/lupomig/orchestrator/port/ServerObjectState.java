package org.lupomig.orchestrator.port;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the server says of one {@link ServerObject} at one moment. */
public sealed interface ServerObjectState {
    /** Nothing of that name. */
    record Absent() implements ServerObjectState {}

    /**
     * It is there.
     *
     * @param definition the statement that makes it, read with a fixed {@code sql_mode} and quoting
     * @param settings what it was made under, and what belongs to it: {@code sql_mode}, character set, collations, time
     *     zone, grants; compared, as the definition is
     * @param beside what is needed to make it again and is not compared, by the keys of this class
     */
    record Present(String definition, Map<String, String> settings, Map<String, String> beside)
            implements ServerObjectState {
        /** The table of a trigger. */
        public static final String TABLE = "table";
        /** The words of a trigger's definition that name its table. */
        public static final String PLACE = "place";
        /** Among the settings: the statements that grant what is granted on a routine, one to a line. */
        public static final String GRANTS = "grants";
        /** Why it could not be made again as it is. */
        public static final String LOST = "lost";
        /** How its definition looks while it is being made again in more than one statement. */
        public static final String INTERIM = "interim";
        /** What a sequence gives next, as far as others have not taken it already. */
        public static final String NEXT = "next";
        /** Which table holds a sequence, as InnoDB numbers them: another where it was replaced. Not always known. */
        public static final String TABLE_ID = "table_id";
        /** When an account's password was set, in seconds since 1970; 0 where it has expired. */
        public static final String PASSWORD_SET = "password_set";
        /** Why what an account or role may could not be granted again as a whole. */
        public static final String LOST_GRANTS = "lost_grants";
        /** Who has a role, one to a line: {@code USER name@host} or {@code ROLE name}. */
        public static final String MEMBERS = "members";

        public Present {
            settings = Collections.unmodifiableMap(new TreeMap<>(settings));
            beside = Collections.unmodifiableMap(new TreeMap<>(beside));
        }

        /** The definition of a trigger without its table; any other definition as it is. */
        public String unplaced() {
            String place = beside.get(PLACE);
            int at = place == null ? -1 : definition.indexOf(place);
            return place == null || at < 0
                    ? definition
                    : definition.substring(0, at) + definition.substring(at + place.length());
        }

        /** The same with another value that it gives next. */
        public Present giving(String next) {
            Map<String, String> other = new TreeMap<>(beside);
            other.put(NEXT, next);
            return new Present(definition, settings, other);
        }

        /** Why it could not be made again as it is; null where it could. */
        public @Nullable String lost() {
            return beside.get(LOST);
        }
    }

    /** Whether there is nothing of that name. */
    default boolean absent() {
        return this instanceof Absent;
    }
}
