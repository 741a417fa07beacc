package org.lupomig.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.store.StoreSchemas;

/** Reads how the schemas of the store are to be called. */
final class StoreNames {
    static final String ORCHESTRATION = "store.orchestration";
    static final String EPHEMERAL = "store.ephemeral";
    static final String HELD = "store.held";
    private static final List<String> NAMES = List.of(ORCHESTRATION, EPHEMERAL, HELD);
    private static final Set<String> THE_SERVERS = Set.of("information_schema", "mysql", "performance_schema", "sys");

    private StoreNames() {}

    /**
     * What a setting says.
     *
     * @param origin where it says so, for people
     */
    record Said(String origin, String text) {}

    /** @param said gives what a setting says; null where nothing does */
    static Answer<StoreSchemas> read(Function<String, @Nullable Said> said) {
        StoreSchemas usual = StoreSchemas.DEFAULT;
        List<Problem> problems = new ArrayList<>();
        String orchestration = name(said.apply(ORCHESTRATION), usual.orchestration(), problems);
        String ephemeral = name(said.apply(EPHEMERAL), usual.ephemeral(), problems);
        Said own = said.apply(HELD);
        String held = name(own, usual.held(), problems);
        // by any spelling: a server may have one name for all of them
        if (problems.isEmpty() && (held.equalsIgnoreCase(orchestration) || held.equalsIgnoreCase(ephemeral))) {
            String origin = own == null ? HELD : own.origin();
            problems.add(Problem.of(
                    CliMessage.MALFORMED_STORE_NAME, origin, held, "what is set aside needs a schema of its own"));
        }
        if (problems.isEmpty()) {
            allOrNone(said, problems);
        }
        return problems.isEmpty() ? Answer.of(new StoreSchemas(orchestration, ephemeral, held)) : Answer.no(problems);
    }

    /** A store is all three: one that shared a schema with another would take its runs for its own. */
    private static void allOrNone(Function<String, @Nullable Said> said, List<Problem> problems) {
        List<String> unsaid =
                NAMES.stream().filter(name -> said.apply(name) == null).toList();
        if (unsaid.isEmpty() || unsaid.size() == NAMES.size()) {
            return;
        }
        for (String name : NAMES) {
            Said given = said.apply(name);
            if (given != null) {
                problems.add(Problem.of(
                        CliMessage.MALFORMED_STORE_NAME,
                        given.origin(),
                        given.text(),
                        "a store under a name of its own needs all three, and " + String.join(" and ", unsaid)
                                + (unsaid.size() == 1 ? " is" : " are") + " not set"));
                return;
            }
        }
    }

    private static String name(@Nullable Said said, String usual, List<Problem> problems) {
        if (said == null) {
            return usual;
        }
        String why = !StoreSchemas.isName(said.text())
                ? "it takes 1 to 64 of A-Z a-z 0-9 _ -"
                : THE_SERVERS.contains(said.text().toLowerCase(Locale.ROOT))
                        ? "that is a schema of the server's own"
                        : "";
        if (!why.isEmpty()) {
            problems.add(Problem.of(CliMessage.MALFORMED_STORE_NAME, said.origin(), Shown.of(said.text()), why));
        }
        return said.text();
    }
}
