package org.lupomig.cli.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.NearestName;

/**
 * Something that is set for a database under a name that was asked for in vain.
 *
 * @param key the name of the setting or of the variable
 * @param origin what it is, and where, for messages
 * @param name the database's, as far as the key tells it
 * @param isAddress whether it says where the database is
 * @param isVariable whether it stands in the environment, where it may be for other projects
 * @param near the database that was probably meant; null where none is near
 * @param meant what would be written for that one; empty where none is near
 */
public record StrayName(
        String key,
        String origin,
        String name,
        boolean isAddress,
        boolean isVariable,
        @Nullable String near,
        String meant) {
    /** A mistake that leads to another server is to be seen also where two letters are wrong. */
    private static final int MISTYPED = 2;

    /** Whether it is meant for a database of this name. */
    public boolean isOf(String database) {
        return isVariable ? isVariableOf(key, database) : name.equals(database);
    }

    /**
     * Settings whose names begin like those of an address, and that are of none of the databases.
     *
     * @param where how the settings file is called
     */
    static List<StrayName> ofSettings(Map<String, String> settings, String where, Collection<String> databases) {
        List<StrayName> strays = new ArrayList<>();
        new TreeMap<>(settings).forEach((key, value) -> {
            // of how scripts are quoted the compiler speaks
            boolean isOfScripts = key.endsWith("." + Config.SQL_MODE);
            if (!key.startsWith(Config.DATABASE) || value.isBlank() || isOfScripts) {
                return;
            }
            int dot = key.indexOf('.', Config.DATABASE.length());
            String name = key.substring(Config.DATABASE.length(), dot < 0 ? key.length() : dot);
            if (!databases.contains(name)) {
                String near = NearestName.within(MISTYPED, name, databases).orElse(null);
                String meant = near == null ? "" : Config.DATABASE + near + (dot < 0 ? "" : key.substring(dot));
                strays.add(new StrayName(key, key + " in " + where, name, dot < 0, false, near, meant));
            }
        });
        return strays;
    }

    /** The same of variables. */
    static List<StrayName> ofVariables(Map<String, String> variables, Collection<String> databases) {
        Map<String, String> addresses = new TreeMap<>();
        Map<String, String> known = new TreeMap<>();
        for (String database : databases) {
            String variable = Config.variable(database).substring(Config.VARIABLE.length());
            addresses.put(variable, database);
            Config.NO_ADDRESS.forEach(end -> known.put(variable + end, database));
        }
        // an address goes before what is said beside another one
        known.putAll(addresses);
        List<StrayName> strays = new ArrayList<>();
        new TreeMap<>(variables).forEach((key, value) -> {
            if (!key.startsWith(Config.VARIABLE) || key.length() == Config.VARIABLE.length() || value.isBlank()) {
                return;
            }
            String written = key.substring(Config.VARIABLE.length());
            if (!known.containsKey(written)) {
                Optional<String> near = NearestName.within(MISTYPED, written, known.keySet());
                Optional<String> end =
                        Config.NO_ADDRESS.stream().filter(written::endsWith).findFirst();
                int length = written.length() - end.map(String::length).orElse(0);
                String name = written.substring(0, length).toLowerCase(Locale.ROOT);
                strays.add(new StrayName(
                        key,
                        key,
                        name,
                        // the end may be what is misspelt, and a database may be called as one
                        near.map(addresses::containsKey).orElse(end.isEmpty()),
                        true,
                        near.map(known::get).orElse(null),
                        near.map(meant -> Config.VARIABLE + meant).orElse("")));
            }
        });
        return strays;
    }

    private static boolean isVariableOf(String key, String database) {
        String variable = Config.variable(database);
        return key.equals(variable) || Config.NO_ADDRESS.stream().anyMatch(end -> key.equals(variable + end));
    }
}
