package org.lupomig.cli.message;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/** Every message of the command line itself. Codes are never used again for another meaning. */
public enum CliMessage implements MessageType {
    // ---- arguments and files ----

    /** {0} what is wrong, {1} the command. */
    USAGE("LM9001", "{0}", "'{1} --help' shows what it takes"),
    /** {0} the path, {1} the working directory. */
    NO_SUCH_PATH("LM9002", "there is no file or folder {0}", "paths are relative to {1}"),
    /** {0} the folder. */
    NO_PLANS(
            "LM9003",
            "there is no plan and no script in '{0}'",
            "plans are files whose names end in .lupomig, scripts those that end in .sql"),
    /** {0} the file, {1} a clause. */
    UNREADABLE("LM9004", "{0} cannot be read: {1}", ""),
    /** {0} the path. */
    NOT_A_PLAN("LM9005", "{0} is a folder, not a plan", "name one .lupomig file"),
    /** {0} and {1} plans. */
    SEVERAL_PROJECTS("LM9006", "{0} and {1} belong to different projects", "run them one project at a time"),
    /** {0} the file. */
    PLAN_HAS_ERRORS("LM9007", "{0} has errors, so nothing was run", "mend what is listed above"),
    /** {0} and {1} files, {2} the plan's name. */
    PLAN_TWICE("LM9008", "{0} and {1} are both plan {2}", "a plan is its name within a store: rename one"),

    // ---- settings ----

    /** {0} the file, {1} the setting, {2} a hint. */
    UNKNOWN_SETTING("LM9010", "{0} has a setting '{1}', which does not exist", "{2}"),
    /** {0} the value. */
    MALFORMED_DATABASE("LM9011", "--database takes NAME=URL, not '{0}'", "such as main=jdbc:mariadb://db.example/"),
    /** {0} the plan, {1} the database, {2} a hint. */
    UNKNOWN_DATABASE("LM9012", "plan {0} declares no database '{1}'", "{2}"),
    /** {0} the option or setting, {1} the value. */
    MALFORMED_DURATION("LM9013", "{0} takes a duration, not '{1}'", "such as 500ms, 30s, 10m, 24h or 7d"),
    /** {0} the database, {1} a clause, {2} the setting. */
    UNREADABLE_PASSWORD("LM9014", "the password file of database {0} cannot be read: {1}", "correct {2}"),
    /** {0} the value. */
    MALFORMED_PARAMETER("LM9015", "--param takes NAME=VALUE, not '{0}'", "such as prefix=lupo_"),
    /** {0} the file, {1} a clause. */
    MALFORMED_SETTINGS("LM9016", "{0} cannot be read: {1}", "it is a properties file in UTF-8"),
    /** {0} the option, {1} the name. */
    GIVEN_TWICE("LM9017", "{0} {1} is given twice", "give it once"),
    /** {0} the plan. */
    NO_MARIADB("LM9018", "plan {0} has no MariaDB database, and this version runs on nothing else", ""),
    /** {0} the setting, {1} the value. */
    MALFORMED_SIZE("LM9019", "{0} takes a size, not '{1}'", "such as 64MB or 2GB"),

    // ---- what has run here ----

    /** {0} the path, {1} a clause. */
    NO_STATE_FOLDER(
            "LM9020",
            "{0} cannot be written: {1}",
            "the embedded server keeps its data there: make it writable, or name a server with --database"),
    /** {0} the project. */
    NOTHING_RUN_YET("LM9021", "nothing has been run in {0} yet", "'lupomig run PLAN' begins"),
    /** {0} the name, {1} a hint. */
    NO_SUCH_PLAN("LM9022", "no plan '{0}' has run here", "{1}"),
    /** {0} the name, {1} a hint. */
    NO_SUCH_BATCH("LM9023", "no plan that has run here has a batch '{0}'", "{1}"),
    /** {0} the name, {1} candidates. */
    AMBIGUOUS_BATCH("LM9024", "'{0}' may be any of {1}", "give more of its name, or its server by --database"),
    /** {0} the plan, {1} its batches. */
    BATCH_NEEDED("LM9025", "plan {0} has several batches: {1}", "say which"),

    /** {0} what cannot be written, and why. */
    NOT_REMEMBERED(
            "LM9026",
            Severity.WARNING,
            "{0}",
            "the run goes on; status, history and rollback will need --database to find this server"),

    // ---- settings, once more ----

    /** {0} the setting, {1} the value. */
    MALFORMED_SQL_MODE(
            "LM9027",
            "{0} is '{1}', and says only how scripts are quoted",
            "ANSI_QUOTES, NO_BACKSLASH_ESCAPES, or both with a comma between them; other modes are set by scripts"),

    // ---- servers ----

    /** {0} the server's own sentence, {1} what to do. */
    NO_EMBEDDED_SERVER("LM9030", "{0}", "{1}"),
    /** {0} the server, {1} why. */
    STORE_NOT_MADE("LM9031", "the store on {0} could not be made: {1}", "what was begun of it is undone"),

    /** {0} what was being done, {1} the server's sentence, {2} its error number, {3} what to do. */
    SERVER_REFUSED("LM9032", "while {0}, the server refused: {1} (error {2})", "{3}"),
    /** {0} what was being done, {1} the driver's sentence, {2} what to do. */
    CONNECTION_LOST("LM9033", "while {0}, the connection to the server was lost: {1}", "{2}"),
    /** {0} the option, {1} its value, {2} the most. */
    MALFORMED_COUNT("LM9035", "{0} takes a number from 1 to {2}, not '{1}'", "such as 4"),

    // ---- purge ----

    /** {0} the batch, {1} what it says. */
    PURGE_UNCONFIRMED("LM9040", "{0} is not purged: {1}", "--yes answers that without a terminal"),

    // ---- where a person is needed ----

    /** {0} the name, {1} a hint. */
    NO_SUCH_STEP("LM9045", "nothing that has run here is called '{0}'", "{1}"),
    /** {0} the name, {1} candidates. */
    AMBIGUOUS_STEP("LM9046", "'{0}' may be any of {1}", "give more of its name, or its server by --database"),
    /** {0} the number. */
    NO_SUCH_RUN("LM9047", "there is no run {0} here", "'lupomig history' lists them"),
    /** {0} the number. */
    NO_SUCH_ALERT("LM9048", "there is no alert {0} here", "'lupomig alerts --all' lists them"),
    /** {0} the number. */
    RESOLVED_ALERT("LM9049", "alert {0} is resolved already", "'lupomig alerts --all' shows by whom, and why"),

    // ---- a project to begin with ----

    /** {0} the file. */
    FILE_IS_THERE("LM9050", "{0} is there already, and is not overwritten", "name another folder: lupomig init FOLDER"),
    /** {0} the file, {1} why. */
    NOT_WRITTEN("LM9051", "{0} cannot be written: {1}", ""),

    // ---- rehearsals ----

    /** {0} what, {1} after what, {2} a clause. */
    NOT_AS_BEFORE(
            "LM9060",
            "{0} is not as it was, after {1}: {2}",
            "give the step an undo that brings it back, or write it as statements that have a way back"),
    /** {0} what, {1} a clause. */
    NOT_THE_SAME_AGAIN(
            "LM9061",
            "{0} is not what the first run made it, after the second run: {1}",
            "the plan does something else when it is run again"),
    /** {0} what, {1} why. */
    NOT_TAKEN_BACK("LM9062", "{0} did not come to a good end: {1}", ""),
    /** {0} the plan, {1} how it ended. */
    NOT_REHEARSED(
            "LM9063",
            "plan {0} does not run on the scratch server: {1}",
            "what it needs there comes by --from target, --dump FILE or --after PLAN"),
    /** {0} the server, {1} its schemas. */
    SCRATCH_NOT_EMPTY(
            "LM9064",
            "{0} is not empty: it has {1}",
            "a rehearsal needs a server of its own: name one that has nothing, or none for an embedded one"),
    /** {0} the server, {1} the database. */
    SCRATCH_IS_TARGET("LM9065", "{0} is the server of database {1}", "a plan is never rehearsed where it is to be run"),
    /** {0} the place, {1} the server's sentence. */
    DUMP_REFUSED("LM9066", "{0}: the scratch server refuses this statement: {1}", "the dump has to make its schemas"),
    /** {0} what and why. */
    NOT_COPIED("LM9067", Severity.WARNING, "not copied: {0}", "the rehearsal goes on without it"),
    /** {0} the database. */
    NO_TARGET(
            "LM9068",
            "nothing says where database {0} is, so nothing can be copied from there",
            "set database.{0} in lupomig.properties, or its variable in the environment"),
    /** No arguments. */
    REHEARSAL_STOPPED("LM9069", "the rehearsal was stopped before its end, so nothing is known", ""),
    /** {0} the boundary, {1} what happened instead. */
    BOUNDARY_NOT_REACHED(
            "LM9070",
            "a second run did not come to the point {0}: {1}",
            "the plan does something else when it is run again"),

    // ---- freezes ----

    /** {0} the setting, {1} the value. */
    MALFORMED_FREEZE("LM9085", "{0} takes advisory, read_only or accounts, not '{1}'", ""),
    /** {0} the setting, {1} what it does, {2} where accounts are said, and how. */
    FREEZE_ACCOUNTS("LM9086", "{0} {1}", "{2}"),
    /** No arguments. */
    NOTHING_TO_FREEZE(
            "LM9087",
            "nothing has been run here yet, so there is no store in which a freeze could be published",
            "run a plan first, or name the server by --database"),

    // ---- names ----

    /** {0} the batch, {1} the name, {2} a hint. */
    NO_STEP_OF_BATCH("LM9088", "batch {0} has no step '{1}'", "{2}"),

    // ---- our own mistakes ----

    /** {0} what was being done, {1} the exception, {2} where details are. */
    UNEXPECTED("LM9090", "lupomig failed while {0}: {1}", "{2}"),

    // ---- rehearsals on a server that others use, or in part ----

    /** {0} the server, {1} the database. */
    SCRATCH_UNTOLD(
            "LM9100",
            "whether {0} is the server of database {1} cannot be told, so nothing is rehearsed there",
            "make that database reachable from here, or leave out where it is; or rehearse on an embedded server"),
    /** {0} the server, {1} what, by name. */
    SCRATCH_LEFT(
            "LM9101",
            Severity.WARNING,
            "on {0} there is now what the rehearsal is not seen to have made, and it stays there: {1}",
            "drop it yourself if nobody needs it; a server on which plans are rehearsed should have no other users"),
    /** {0} the step, {1} its batch or one that completed upon it. */
    STEP_STAYS(
            "LM9102",
            "step {0} stays, because batch {1} was not rolled back",
            "mend what is said of that; then it shows whether this step goes back"),
    /** {0} the plan, {1} how much of it, {2} the steps that do not. */
    RUN_IN_PART(
            "LM9103",
            "plan {0} runs only in part on the scratch server, {1}, so how it goes back is not known; not: {2}",
            "what it needs there comes by --from target, --dump FILE or --after PLAN; leave out what is meant to fail"),
    /** {0} the server. */
    SCRATCH_TAKEN(
            "LM9104",
            "another rehearsal is under way on {0}",
            "wait until it has ended; or name another server, or none for an embedded one"),
    /** Without arguments. */
    NO_CONTAINER_ENGINE(
            "LM9105",
            "no container engine answers here, and --server container needs one",
            "start Docker, and see that this account may use it: `docker version` shows both ends; or leave --server out "
                    + "for an embedded server"),
    /** {0} the image, {1} why, {2} the image. */
    NO_CONTAINER(
            "LM9106",
            "no server could be started in a container of {0}: {1}",
            "see that it is an image of MariaDB and can be fetched: docker pull {2}"),
    /** {0} the server, {1} the run, {2} what of it, {3} a command. */
    STORE_OLDER(
            "LM9107",
            "the store on {0} is older than what this project has seen of it: run {1} {2}",
            "a server that was restored from an older backup, or is an older copy, lacks what ran since, and what was set "
                    + "aside for it: see what it knows with lupomig status; where it is to go on from there: {3}"),
    /** {0} the setting, {1} the name, {2} why. */
    MALFORMED_STORE_NAME(
            "LM9108",
            "{0}: a schema of the store cannot be called '{1}': {2}",
            "leave the setting out for the usual name"),

    // ---- how much of a plan is run ----

    /** {0} the plan, {1} the name, {2} a hint. */
    NO_PLANNED_STEP("LM9109", "plan {0} has no step '{1}'", "{2}"),
    /** {0} the name, {1} candidates. */
    AMBIGUOUS_PLANNED_STEP("LM9110", "'{0}' may be any of {1}", "write one of these"),
    /** {0} how many. */
    TO_OF_SEVERAL_PLANS(
            "LM9111",
            "--to names a step of one plan, and {0} plans are given",
            "run those that come before it first, and then that plan alone with --to"),

    // ---- what was seen of stores ----

    /** {0} the server, {1} the run, {2} a command. */
    STORE_REPLACED(
            "LM9112",
            "the store on {0} is not the one that this project has seen there, and knows nothing of its run {1}",
            "somebody has dropped that and made another, or the server was restored from the backup of another one: see "
                    + "what it knows with lupomig status; where it is to go on from there: {2}"),

    // ---- names of databases ----

    /** {0} the database, {1} what is set, and where, {2} the name in it, {3} what was probably meant. */
    MISSPELT_ADDRESS(
            "LM9113",
            "nothing says where database {0} is, but {1} is set, and no plan here declares a database '{2}'",
            "write {3}; where the plan is to run on the embedded server, remove it"),
    /** {0} what is set, and where, {1} the name in it, {2} a hint. */
    STRAY_SETTING("LM9114", Severity.WARNING, "{0} is set, but no plan here declares a database '{1}'", "{2}"),

    // ---- rehearsals that were stopped ----

    /** No arguments. */
    REHEARSED_IN_PART("LM9115", "the rehearsal was stopped before its end: what it found till then is not all", ""),

    // ---- the doctrine ----

    /** {0} the option or setting, {1} the pack, {2} a hint. */
    UNKNOWN_PACK("LM9116", "{0} names a rule pack '{1}', which does not exist", "{2}"),
    /** {0} the setting, {1} the rule, {2} a hint. */
    UNKNOWN_RULE("LM9117", "{0} names a rule '{1}', which does not exist", "{2}"),
    /** {0} the setting, {1} the rule, {2} the option, {3} a hint. */
    UNKNOWN_OPTION_OF_RULE("LM9118", "{0}: rule {1} has no option '{2}'", "{3}"),
    /** {0} the setting, {1} the value. */
    MALFORMED_LEVEL("LM9119", "{0} takes error, warning, info or off, not '{1}'", ""),
    /** {0} what was asked for, {1} a hint. */
    NOTHING_TO_EXPLAIN("LM9120", "there is no rule and no message '{0}'", "{1}");

    // A record of texts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Wording wording;

    CliMessage(String code, String template, String help) {
        this(code, Severity.ERROR, template, help);
    }

    CliMessage(String code, Severity severity, String template, String help) {
        wording = new Wording(code, severity, template, help);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
