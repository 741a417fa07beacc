package org.lupomig.store.target;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/** What an account that lacks PROCESS sees of foreign keys. */
final class ReferencesSeen {
    /** A line of {@code SHOW CREATE TABLE} from behind its columns on. */
    private static final Pattern ACTIONS =
            Pattern.compile("\\)(?: ON DELETE (?<delete>[A-Z ]+?))?(?: ON UPDATE (?<update>[A-Z ]+?))?,?$");

    private ReferencesSeen() {}

    /**
     * What a foreign key does when a row that it refers to goes, and when it changes, as its table's definition says:
     * {@code REFERENTIAL_CONSTRAINTS} tells it only to those who may do more with the table than read it.
     *
     * @return CASCADE twice where the account does not see the definition
     */
    static String[] actions(ObjectName child, String key, ServerConnection reader) {
        String[] actions = {"CASCADE", "CASCADE"};
        for (List<@Nullable String[]> shown :
                reader.lists("BEGIN NOT ATOMIC DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END; SHOW CREATE TABLE "
                        + SqlQuoting.identifier(child) + "; END")) {
            String start = "CONSTRAINT " + SqlQuoting.identifier(key) + " FOREIGN KEY ";
            for (String line : String.valueOf(shown.get(0)[1]).split("\n", -1)) {
                Matcher end = ACTIONS.matcher(line);
                if (line.strip().startsWith(start) && end.find()) {
                    actions[0] = String.valueOf(end.group("delete"));
                    actions[1] = String.valueOf(end.group("update"));
                }
            }
        }
        return actions;
    }
}
