package org.lupomig.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What {@code docs/privileges.md} says, as the GRANTs of an account that has exactly that. */
final class DocumentedPrivileges {
    private static final Path PAGE = Path.of("../../docs/privileges.md");

    private final List<List<String>> rows = new ArrayList<>();

    DocumentedPrivileges() throws IOException {
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("|")) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.split("\\|", -1)) {
                    cells.add(cell.strip());
                }
                rows.add(cells.subList(1, cells.size() - 1));
            }
        }
    }

    /**
     * What a command takes of the store.
     *
     * @param row how the row of the command begins
     */
    Set<String> store(String row) {
        return grants(row, "lupomig_orchestration", "lupomig_ephemeral");
    }

    /**
     * What statements take.
     *
     * @param schema that they touch
     * @param titles of their rows
     */
    Set<String> statements(String schema, String... titles) {
        Set<String> grants = new TreeSet<>();
        for (String title : titles) {
            grants.addAll(grants(title, schema, "lupomig_held"));
        }
        return grants;
    }

    /** What a way of freezing takes besides the store. */
    Set<String> freeze(String setting) {
        List<String> cells = rows.stream()
                .filter(each -> each.get(0).equals("`" + setting + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no row " + setting));
        Set<String> grants = new TreeSet<>();
        for (String privilege : cells.get(1).split(", ", -1)) {
            if (!privilege.isEmpty()) {
                grants.add(privilege + " ON *.*");
            }
        }
        if (!cells.get(2).isEmpty()) {
            grants.add(cells.get(2) + " ON mysql.global_priv");
        }
        return grants;
    }

    private Set<String> grants(String row, String first, String second) {
        List<String> cells = rows.stream()
                .filter(each -> each.get(0).startsWith(row))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no row that begins with " + row));
        Set<String> grants = new TreeSet<>();
        add(grants, cells.get(1), first);
        add(grants, cells.get(2), second);
        return grants;
    }

    private static void add(Set<String> grants, String cell, String schema) {
        for (String privilege : cell.split(", ", -1)) {
            if (!privilege.isEmpty()) {
                grants.add(privilege + " ON " + schema + ".*");
            }
        }
    }
}
