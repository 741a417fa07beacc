package org.lupomig.testkit.statements;

import java.util.List;
import java.util.Set;

/**
 * A script, mostly of one statement, with what is there before it runs.
 *
 * <p>It runs in the empty schema {@code c}, beside which there is an empty {@code c2}; both in utf8mb4.
 *
 * @param group the folder of its file: a kind of statement, such as {@code alter-table}
 * @param construct the name of its file without {@code .sql}
 * @param number which of the file's cases it is, from 1; 0 when it is the only one
 * @param what what it shows, in words
 * @param versions the servers on which it holds
 * @param traits what is special about running it
 * @param given statements that prepare the schema, in order
 * @param script the text as written for the {@code mariadb} client
 * @param offset where the script begins in its file, counted in characters
 * @param sent the statements of the script, in order; at least one
 * @param cleaning statements that remove what dropping the schemas and the accounts would leave
 * @param refused the error number with which the server refuses the last statement; 0 when it takes all of them
 */
public record StatementCase(
        String group,
        String construct,
        int number,
        String what,
        ServerVersions versions,
        Set<Trait> traits,
        List<CaseSql> given,
        String script,
        int offset,
        List<CaseSql> sent,
        List<CaseSql> cleaning,
        int refused) {
    public StatementCase {
        traits = Set.copyOf(traits);
        given = List.copyOf(given);
        sent = List.copyOf(sent);
        cleaning = List.copyOf(cleaning);
    }

    /** Its name among all cases, such as {@code alter-table/modify-widen#2}. */
    public String name() {
        return number == 0 ? group + "/" + construct : group + "/" + construct + "#" + number;
    }

    /** Its file, from the folder of the corpus. */
    public String file() {
        return group + "/" + construct + ".sql";
    }

    /** Whether the server refuses its last statement. */
    public boolean isRefused() {
        return refused != 0;
    }

    /** Whether it has a trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    @Override
    public String toString() {
        return name();
    }
}
