package org.lupomig.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.analysis.DoctrineSettings;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.Project;
import org.lupomig.compiler.DialectSetting;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.SourceText;
import org.lupomig.sql.ScriptDialect;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.freeze.FreezeSetting;

/** The settings of one command: {@code lupomig.properties}, then the environment, then flags; the last one wins. */
public final class Config {
    static final String DATABASE = "database.";
    static final String VARIABLE = "LUPOMIG_DATABASE_";
    private static final String WAIT = "wait";

    /** As long as a step may take where it does not say otherwise: most runs are through by then. */
    private static final String RUN_PATIENCE = "10m";

    private static final String IMAGE_LIMIT = "image-limit";
    static final String SQL_MODE = "sql-mode";
    private static final String ESCALATE_CRITICAL = "escalate-critical";
    private static final String ESCALATE_ERROR = "escalate-error";
    private static final String JOBS = "jobs";
    private static final int MOST_JOBS = 1024;
    private static final List<String> PLAIN = List.of(
            WAIT,
            IMAGE_LIMIT,
            JOBS,
            ESCALATE_CRITICAL,
            ESCALATE_ERROR,
            StoreNames.ORCHESTRATION,
            StoreNames.EPHEMERAL,
            StoreNames.HELD);
    private static final List<String> OF_A_DATABASE =
            List.of("user", "password-file", SQL_MODE, "freeze", "freeze-accounts");

    /** How variables end that say something else of a database than where it is. */
    static final List<String> NO_ADDRESS =
            List.of("_PASSWORD", "_USER", "_PASSWORD_FILE", "_FREEZE", "_FREEZE_ACCOUNTS");

    private static final long LONGEST_PASSWORD_FILE = 4096;

    private final Project project;
    private final SettingsFile.Settings settings;
    private final Map<String, String> file;
    private final Map<String, String> variables;
    private final Map<String, String> databaseFlags;

    private Config(
            Project project,
            SettingsFile.Settings settings,
            Map<String, String> variables,
            Map<String, String> databaseFlags) {
        this.project = project;
        this.settings = settings;
        this.file = settings.values();
        this.variables = variables;
        this.databaseFlags = databaseFlags;
    }

    /**
     * Reads the project's settings and checks their names.
     *
     * @param variables the environment
     * @param databaseFlags addresses by database name
     */
    public static Answer<Config> read(
            Project project, Map<String, String> variables, Map<String, String> databaseFlags) {
        return SettingsFile.read(project.settings()).then(settings -> {
            List<Problem> problems = new ArrayList<>();
            for (String name : settings.values().keySet()) {
                checkName(project, name, problems);
            }
            return problems.isEmpty()
                    ? Answer.of(new Config(project, settings, variables, databaseFlags))
                    : Answer.no(problems);
        });
    }

    private static void checkName(Project project, String name, List<Problem> problems) {
        if (PLAIN.contains(name)) {
            return;
        }
        if (name.equals(DoctrineConfig.PACKS) || name.startsWith(DoctrineConfig.RULES)) {
            // its names and values are looked at where the doctrine is asked for
            return;
        }
        String hint = Nearest.hint(
                name,
                PLAIN,
                "there are database.NAME, database.NAME.user, database.NAME.password-file, database.NAME.sql-mode, "
                        + "database.NAME.freeze, database.NAME.freeze-accounts, doctrine, doctrine.RULE, doctrine.RULE.OPTION, escalate-critical, escalate-error, image-limit, jobs, "
                        + "store.orchestration, store.ephemeral, store.held and wait");
        if (name.startsWith(DATABASE) && name.length() > DATABASE.length()) {
            String[] parts = name.split("\\.", -1);
            if (parts.length == 2 || (parts.length == 3 && OF_A_DATABASE.contains(parts[2]))) {
                return;
            }
            if (parts.length == 3) {
                hint = parts[2].equals("password")
                        ? "a password does not belong in this file: use " + DATABASE + parts[1] + ".password-file or "
                                + variable(parts[1]) + "_PASSWORD"
                        : Nearest.hint(parts[2], OF_A_DATABASE, hint);
            }
        }
        problems.add(Problem.of(CliMessage.UNKNOWN_SETTING, project.settingsName(), name, hint));
    }

    /** Names of all databases that the settings file or a flag gives an address, sorted. */
    public List<String> databaseNames() {
        TreeSet<String> names = new TreeSet<>(databaseFlags.keySet());
        for (String name : file.keySet()) {
            if (name.startsWith(DATABASE) && name.indexOf('.', DATABASE.length()) < 0) {
                names.add(name.substring(DATABASE.length()));
            }
        }
        for (String name : variables.keySet()) {
            if (name.startsWith(VARIABLE) && NO_ADDRESS.stream().noneMatch(name::endsWith)) {
                String plain = name.substring(VARIABLE.length()).toLowerCase(Locale.ROOT);
                if (names.stream().noneMatch(known -> variable(known).equals(name))) {
                    names.add(plain);
                }
            }
        }
        return List.copyOf(names);
    }

    /** How scripts begin to be read, by database name, where the settings file says so. */
    public Answer<Map<String, DialectSetting>> dialects() {
        Map<String, DialectSetting> dialects = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        file.forEach((name, value) -> {
            if (name.startsWith(DATABASE) && name.endsWith("." + SQL_MODE)) {
                ScriptDialect dialect = ScriptDialect.ofSetting(value);
                if (dialect == null) {
                    problems.add(
                            Problem.of(CliMessage.MALFORMED_SQL_MODE, name + " in " + project.settingsName(), value));
                } else {
                    String database = name.substring(DATABASE.length(), name.length() - SQL_MODE.length() - 1);
                    dialects.put(database, setting(name, database, dialect));
                }
            }
        });
        return problems.isEmpty() ? Answer.of(dialects) : Answer.no(problems);
    }

    private DialectSetting setting(String name, String database, ScriptDialect dialect) {
        Path path = project.settings();
        return new DialectSetting(
                dialect,
                SourceText.of(path == null ? Project.SETTINGS : project.nameOf(path), settings.text()),
                settings.ofDatabase(name, database),
                database(database) != null);
    }

    /** Names given with {@code --database}, in their order. */
    public List<String> flaggedDatabases() {
        return List.copyOf(databaseFlags.keySet());
    }

    /**
     * What the settings file and the environment say of databases that are not among these.
     *
     * @param databases those that are on servers; one without an address is taken for meant before others
     * @param others whose names are right, too
     */
    public List<StrayName> strays(Collection<String> databases, Collection<String> others) {
        List<String> without =
                databases.stream().filter(name -> database(name) == null).toList();
        List<StrayName> strays = new ArrayList<>();
        List<StrayName> missed = strays(without);
        for (StrayName stray : strays(databases)) {
            if (others.stream().noneMatch(stray::isOf)) {
                strays.add(missed.stream()
                        .filter(same -> same.key().equals(stray.key()) && same.near() != null)
                        .findFirst()
                        .orElse(stray));
            }
        }
        return strays;
    }

    private List<StrayName> strays(Collection<String> databases) {
        List<StrayName> strays = new ArrayList<>(StrayName.ofSettings(file, project.settingsName(), databases));
        strays.addAll(StrayName.ofVariables(variables, databases));
        return strays;
    }

    /** Where a database is, null where nothing says so. */
    public @Nullable DatabaseSetting database(String name) {
        String user = first(variables.get(variable(name) + "_USER"), file.get(DATABASE + name + ".user"));
        String flag = databaseFlags.get(name);
        if (flag != null) {
            return new DatabaseSetting(name, flag, user, "--database " + name);
        }
        String variable = blankToNull(variables.get(variable(name)));
        if (variable != null) {
            return new DatabaseSetting(name, variable, user, variable(name));
        }
        String setting = blankToNull(file.get(DATABASE + name));
        return setting == null
                ? null
                : new DatabaseSetting(name, setting, user, DATABASE + name + " in " + project.settingsName());
    }

    /** The password of a database as configured beside its address; an empty text where there is none. */
    public Answer<String> password(String name) {
        String plain = variables.get(variable(name) + "_PASSWORD");
        if (plain != null) {
            return Answer.of(plain);
        }
        String variable = variable(name) + "_PASSWORD_FILE";
        String path = blankToNull(variables.get(variable));
        if (path != null) {
            return passwordFrom(name, project.directory().resolve(path), variable);
        }
        String setting = DATABASE + name + ".password-file";
        path = blankToNull(file.get(setting));
        return path == null
                ? Answer.of("")
                : passwordFrom(name, project.folder().resolve(path), setting);
    }

    private static Answer<String> passwordFrom(String name, Path path, String origin) {
        try {
            if (Files.size(path) > LONGEST_PASSWORD_FILE) {
                return Answer.no(CliMessage.UNREADABLE_PASSWORD, name, path + " is larger than 4 KB", origin);
            }
            String text = Files.readString(path);
            int end = text.length();
            while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
                end--;
            }
            return Answer.of(text.substring(0, end));
        } catch (IOException e) {
            return Answer.no(CliMessage.UNREADABLE_PASSWORD, name, path + " is missing or unreadable", origin);
        }
    }

    /**
     * How long to wait for another run that needs the same.
     *
     * @param flag the value of {@code --wait}, null where it was not given
     */
    public Answer<Duration> lockPatience(@Nullable String flag) {
        return patience(flag, RUN_PATIENCE);
    }

    /**
     * How long to wait for the embedded server, which one command has at a time: only where that is said, because
     * nobody sees then who is in the way.
     *
     * @param flag the value of {@code --wait}, null where it was not given
     */
    public Answer<Duration> serverPatience(@Nullable String flag) {
        return patience(flag, "0s");
    }

    private Answer<Duration> patience(@Nullable String flag, String unsaid) {
        String origin = "--wait";
        String text = flag;
        if (text == null) {
            origin = "LUPOMIG_WAIT";
            text = variables.get(origin);
        }
        if (text == null) {
            origin = WAIT + " in " + project.settingsName();
            text = file.getOrDefault(WAIT, unsaid);
        }
        Duration duration = Durations.parse(text);
        return duration == null ? Answer.no(CliMessage.MALFORMED_DURATION, origin, text) : Answer.of(duration);
    }

    /** How the writers of a database are kept out while the system is frozen. */
    public Answer<FreezeSetting> freeze(String name) {
        String variable = blankToNull(variables.get(variable(name) + "_FREEZE"));
        String setting = DATABASE + name + ".freeze";
        String accounts = first(variables.get(variable(name) + "_FREEZE_ACCOUNTS"), file.get(setting + "-accounts"));
        String where =
                setting + "-accounts in " + project.settingsName() + ", or " + variable(name) + "_FREEZE_ACCOUNTS,";
        return variable == null
                ? FreezeText.read(
                        blankToNull(file.get(setting)), accounts, setting + " in " + project.settingsName(), where)
                : FreezeText.read(variable, accounts, variable(name) + "_FREEZE", where);
    }

    /** How long alerts may be left before they are escalated. */
    public Answer<Escalation> escalation() {
        return duration(ESCALATE_CRITICAL, "1h").then(critical -> duration(ESCALATE_ERROR, "24h")
                .then(error -> Answer.of(new Escalation(critical, error))));
    }

    private Answer<Duration> duration(String name, String otherwise) {
        String origin = "LUPOMIG_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String text = variables.get(origin);
        if (text == null) {
            origin = name + " in " + project.settingsName();
            text = file.getOrDefault(name, otherwise);
        }
        Duration duration = Durations.parse(text);
        return duration == null ? Answer.no(CliMessage.MALFORMED_DURATION, origin, text) : Answer.of(duration);
    }

    /**
     * What plans and scripts are held to besides what they say themselves.
     *
     * @param flag the value of {@code --doctrine}, null where it was not given
     */
    public Answer<DoctrineSettings> doctrine(@Nullable String flag) {
        return DoctrineConfig.read(flag, variables, file, project.settingsName());
    }

    /** How the schemas are called that are ours on a server. */
    public Answer<StoreSchemas> storeSchemas() {
        return StoreNames.read(setting -> {
            String variable = "LUPOMIG_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
            String text = blankToNull(variables.get(variable));
            if (text != null) {
                return new StoreNames.Said(variable, text);
            }
            text = blankToNull(file.get(setting));
            return text == null ? null : new StoreNames.Said(setting + " in " + project.settingsName(), text.strip());
        });
    }

    /** The most bytes of a table that are copied to keep all its rows. */
    public Answer<Long> imageLimit() {
        String origin = "LUPOMIG_IMAGE_LIMIT";
        String text = variables.get(origin);
        if (text == null) {
            origin = IMAGE_LIMIT + " in " + project.settingsName();
            text = file.getOrDefault(IMAGE_LIMIT, "256MB");
        }
        Long bytes = Sizes.parse(text);
        return bytes == null ? Answer.no(CliMessage.MALFORMED_SIZE, origin, text) : Answer.of(bytes);
    }

    /**
     * How many steps of a batch may be worked on at a time; 0 where only the plan says.
     *
     * @param flag the value of {@code --jobs}, null where it was not given
     */
    public Answer<Integer> jobs(@Nullable String flag) {
        String origin = "--jobs";
        String text = flag;
        if (text == null) {
            origin = "LUPOMIG_JOBS";
            text = variables.get(origin);
        }
        if (text == null) {
            origin = JOBS + " in " + project.settingsName();
            text = file.get(JOBS);
        }
        if (text == null) {
            return Answer.of(0);
        }
        // Four digits at the most: anything longer is no such number either.
        int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        return number < 1 || number > MOST_JOBS
                ? Answer.no(CliMessage.MALFORMED_COUNT, origin, text, MOST_JOBS)
                : Answer.of(number);
    }

    /** The environment variable that holds the address of a database. */
    public static String variable(String database) {
        return VARIABLE + database.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null && !one.isBlank() ? one : blankToNull(other);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
