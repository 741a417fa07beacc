package org.lupomig.orchestrator;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/** Everything the engine says about a run that did not go as asked. */
public enum EngineMessage implements MessageType {
    ELEMENT_NOT_RUN(
            "LM5001",
            Severity.ERROR,
            "this version reads {0}, and does not run it",
            "take it out of the plan, or run it by other means before or after."),
    ANOTHER_RUN(
            "LM5002",
            Severity.ERROR,
            "another run is under way on this server: {0}, process {1}, since {2}; both need {3}",
            "{4}"),
    VERSION_WENT_BACK(
            "LM5005",
            Severity.ERROR,
            "plan {0} has been run at version {1}, and this file says {2}",
            "give the plan a version that is not lower."),
    EPOCH_WENT_BACK(
            "LM5006",
            Severity.ERROR,
            "this plan starts at epoch {0}, before {1}, where batch {2} left the system",
            "start the plan's epoch at {1} or later."),
    DEPENDENCY_NOT_COMPLETED(
            "LM5007",
            Severity.ERROR,
            "{0} requires {1}, which has not completed",
            "run what it requires first; lupomig status shows where it stands."),
    NEEDS_A_PERSON(
            "LM5008",
            Severity.ERROR,
            "{0} could not be undone in run {1}: {2}",
            "mend what it names, then lupomig retry tries again; or mend all of it, and lupomig resolve records that."),
    PLAN_TOUCHES_STORE(
            "LM5009",
            Severity.ERROR,
            "{0} touches schema {1}, in which Lupomig keeps its own records",
            "leave that schema out of the plan, or configure another one for the store."),
    CHECK_FAILED("LM5010", Severity.ERROR, "{0} validation \"{1}\" failed: {2}", "nothing that failed a check stays."),
    STATEMENT_FAILED("LM5011", Severity.ERROR, "{0} failed: {1}", "mend the statement and run the plan again."),
    DISK_FULL(
            "LM5075",
            Severity.ERROR,
            "{0} failed: there is no room for it on the server: {1}",
            "the disk is full, or a limit that the server names is reached: make room there, and run the plan again."),
    STATEMENT_ENDED(
            "LM5076",
            Severity.ERROR,
            "{0} was ended by somebody on the server: {1}",
            "nothing is wrong with the statement: look who ends statements there, a person or a watchdog, and run the plan again."),
    CONNECTION_LOST(
            "LM5012",
            Severity.ERROR,
            "the connection to the server was lost: {0}",
            "when the server is back, the next run, rollback or recover brings this run to an end."),
    /** {0} a clause. */
    STOPPED("LM5013", Severity.ERROR, "stopped {0}", "run the plan again when you are ready."),
    WAITED_TOO_LONG(
            "LM5014",
            Severity.ERROR,
            "{0} took longer than the step's timeout of {1}: {2}",
            "end what is in the way, or give the step a longer timeout."),
    ALREADY_THERE(
            "LM5016",
            Severity.ERROR,
            "{0} exists already",
            "write IF NOT EXISTS where that is meant, or look whose it is."),
    NOT_THERE(
            "LM5017",
            Severity.ERROR,
            "{0} does not exist",
            "make it first, or write IF EXISTS where the statement knows that and it is meant."),
    NOT_AS_EXPECTED(
            "LM5018",
            Severity.ERROR,
            "after {0} the server does not show what it should: {1}",
            "the statement did something else than was read from it, or somebody else changed the schema meanwhile:"
                    + " look at both."),
    STATEMENT_REFUSED(
            "LM5019",
            Severity.ERROR,
            "this version does not run {0}: {1}",
            "do it by other means, before or after; where only its way back is in doubt, undo none because \"…\" runs it."),
    UNDO_FAILED(
            "LM5020",
            Severity.ERROR,
            "{0} could not be undone: {1}",
            "mend what it names by hand, then lupomig retry goes on; or put all of it right, and say so by lupomig resolve."),
    UNKNOWN_PLAN("LM5021", Severity.ERROR, "no plan {0} has been run here", "lupomig status lists the plans."),
    UNKNOWN_BATCH("LM5022", Severity.ERROR, "plan {0} has no batch {1}", "lupomig status {0} lists its batches."),
    NOT_COMPLETED("LM5023", Severity.ERROR, "{0} has not completed: there is nothing to roll back", ""),
    /** {0} what, {1} a sentence, {2} what to do, {3} a clause about an option, or nothing. */
    MOVED_ON("LM5024", Severity.ERROR, "{0} has changed since the batch completed: {1}", "{2}, or keep the batch{3}."),
    OTHERS_DEPEND(
            "LM5025",
            Severity.ERROR,
            "batch {0} has completed upon {1}",
            "roll back {0} first, or give --with-dependents."),
    LOCK_LOST(
            "LM5026",
            Severity.ERROR,
            "this run lost its lock: {0}",
            "another command takes over what it had begun; lupomig status shows where it stands."),
    /** {0} the step, {1} how it differs, {2} what is to be put back. */
    DRIFT(
            "LM5027",
            Severity.WARNING,
            "{0} is not as it completed: {1}",
            "put {2} back as it was applied, or write the change as a new step."),
    FORMATTING_CHANGED(
            "LM5065",
            Severity.INFO,
            "{0}: only formatting and comments have changed since it completed; that is not drift",
            "nothing needs to be done."),
    /** {0} the step, {1} what it does, {2} to what, {3} why it cannot. */
    COLLISION(
            "LM5066",
            Severity.ERROR,
            "{0} {1} '{2}', {3}",
            "change the plan or the server; a step that an earlier one was to prepare may lack a statement."),
    EXPECTATION_UNREADABLE("LM5028", Severity.ERROR, "{0} cannot be computed: {1}", "mend the expectation."),
    /** {0} and {1} plans, {2} a clause. */
    IMPORT_NOT_COMPLETED(
            "LM5030",
            Severity.ERROR,
            "plan {0} needs the completed plan {1}, {2}",
            "run it first, or give both: lupomig run FIRST SECOND."),
    SERVER_REFUSED(
            "LM5031",
            Severity.ERROR,
            "the server refuses what the engine asks of it: {0}",
            "mend what it names, such as a missing privilege or a full disk, and give the command again."),
    RECORDS_NOT_WRITTEN(
            "LM5032",
            Severity.ERROR,
            "{0} is done, but its records could not be written: {1}",
            "mend what the server names, such as a full disk; the next command writes them."),
    OTHERS_SEEN(
            "LM5034",
            Severity.WARNING,
            "while {0} is {1}, others use it: {2}",
            "the freeze asks them to pause, and stops only whom it is configured to: what they write meanwhile may not be told apart from the"
                    + " plan's, so that exactness is not guaranteed."),
    OTHERS_UNSEEN(
            "LM5035",
            Severity.WARNING,
            "whether others use {0} while it is frozen cannot be seen: {1}",
            "exactness is not guaranteed where they write meanwhile{2}."),
    PLACES_UNTOLD(
            "LM5036",
            Severity.ERROR,
            "{0} changes the places of tables that look the same, and the server does not show the ids that tell them"
                    + " apart",
            "GRANT PROCESS ON *.* where the account lacks it; tables of an engine without ids, which is any but InnoDB,"
                    + " are renamed by other means before or after."),
    VALUES_UNTOLD(
            "LM5037",
            Severity.ERROR,
            "whether somebody wrote into column {1} of {0} since the batch completed cannot be told",
            "rolling back would lose what was written; keep the batch, or look yourself and take it back by hand."),
    OWN_ACCOUNT(
            "LM5067",
            Severity.ERROR,
            "{0} {1} is not run: it is what this run itself works as, and needs to take its work back",
            "do it outside of a plan, or run the plan as another account."),
    NO_ROOM(
            "LM5068",
            Severity.ERROR,
            "the copies that the way back needs take about {0}, and {1} are free where the server keeps its data",
            "make room there; or change the rows of the largest, {3} in {2}, by other means before or after the plan."),
    ROOM_MAY_LACK(
            "LM5069",
            Severity.WARNING,
            "the copies that the way back needs take up to about {0}, and {1} are free where the server keeps its data",
            "how many rows change is seen when they do; the largest table is {3}, in {2}. A step that finds no room fails,"
                    + " and is undone."),
    NAME_LOWERED(
            "LM5070",
            Severity.ERROR,
            "this server writes names of tables and schemas in lower case (lower_case_table_names): {0} is {1} there",
            "write {1}; else what has been changed could not be told by its name afterwards."),
    /** {0} the statement, {1} what is not as it was. */
    OVERTAKEN(
            "LM5071",
            Severity.ERROR,
            "{0} was not sent: somebody changed what it is about since it was looked at: {1}",
            "look at what was changed, then run the plan again: it looks anew."),
    /** {0} a name, or the kind of a statement that means the default schema. */
    NO_SCHEMA_CHOSEN(
            "LM5072",
            Severity.ERROR,
            "no schema is chosen, and {0} is written without one",
            "write USE and the schema before it in the script, write the schema before the name, as in app.{0}, or give"
                    + " the address of the database a schema, as in …:3306/app."),
    /** {0} a global variable. */
    NO_SUCH_VARIABLE(
            "LM5073",
            Severity.ERROR,
            "this server has no global variable {0}",
            "look how it is written in SHOW GLOBAL VARIABLES; it may be one of another version, or of a plugin that is"
                    + " not installed."),
    /** {0} what a script executes or deallocates. */
    NOT_PREPARED(
            "LM5074",
            Severity.ERROR,
            "nothing is prepared as {0}",
            "PREPARE it before, in the same step: each step has a session of its own, in which nothing is prepared yet."),
    /** {0} what the author wrote, {1} its class, {2} the batch. */
    WEAKER_THAN_BATCH(
            "LM5080",
            Severity.ERROR,
            "{0} asks for class {1}, and batch {2} is of class A: all of its steps are committed at once, so that"
                    + " nothing of it can stay where something fails",
            "give the batch class {1}, or take it out."),
    /** {0} the step, {1} what it requires, {2} what became of that. */
    STEP_NOT_RUN(
            "LM5081",
            Severity.WARNING,
            "{0} was not run: it requires {1}, which {2}",
            "mend that and run the plan again: what has completed is not run again."),
    /** {0} the step that is asked for, {1} steps, {2} their batch, {3} its last step. */
    PART_OF_A_WHOLE(
            "LM5082",
            Severity.ERROR,
            "--to {0} would leave {1} of batch {2} behind, which is of class A: its steps are committed at once, or not at"
                    + " all",
            "give --to {3}, its last step, which stands for all of it, or leave --to away."),
    /** {0} the batch or step, {1} a date, {2} its class. */
    WINDOW_CLOSED(
            "LM5090",
            Severity.ERROR,
            "{0} could be rolled back until {1}, where the window of class {2} closed",
            "write what takes it back as a new step."),
    /** {0} the batch or step, {1} a date, {2} who, {3} a clause. */
    WAY_BACK_PURGED(
            "LM5091",
            Severity.ERROR,
            "{0} cannot be rolled back: what was kept for that was purged on {1} by {2}, {3}",
            "write what takes it back as a new step."),
    /** {0} the batch, {1} its class, {2} the one that was asked for. */
    WEAKER_CLASS(
            "LM5092",
            Severity.ERROR,
            "{0} is of class {1}, and class {2} takes back less",
            "leave --class away, or give {1} or one before it in the alphabet."),
    /** {0} a conflict, as a sentence. */
    NOT_DISCARDED(
            "LM5093",
            Severity.ERROR,
            "{0}; --discard-later-writes does not help against that",
            "take it back yourself first, or keep the batch."),
    /** {0} the batch, {1} a name. */
    UNKNOWN_STEP("LM5094", Severity.ERROR, "batch {0} has no step {1}", "lupomig status lists its steps."),
    /** {0} the step, {1} a clause. */
    STEP_NOT_ALONE(
            "LM5095",
            Severity.ERROR,
            "{0} does not go back alone: {1}",
            "roll back its batch, or add a step that takes it back."),
    /** {0} and {1} steps. */
    STEP_RESTS(
            "LM5096", Severity.ERROR, "{0} has completed upon {1}", "roll back {0} first, or give --with-dependents."),
    /** {0} the batch, {1} one of its steps, {2} a state. */
    STILL_NEEDED(
            "LM5097",
            Severity.ERROR,
            "what is kept for {0} is needed: {1} is {2}",
            "lupomig recover goes on with it; what it could not put back is said by lupomig status."),
    /** {0} a table, {1} a clause. */
    NOT_REMOVED(
            "LM5098",
            Severity.ERROR,
            "{0} was not removed: {1}",
            "mend what it names, and purge once more; or drop the table yourself."),
    NOT_HELD(
            "LM5041",
            Severity.ERROR,
            "{0} {1} has no way back here: {2}",
            "{3}; or do it by other means, before or after."),
    ROWS_NOT_KEPT(
            "LM5038",
            Severity.ERROR,
            "{0} of {1} would have no way back: {2}",
            "say undo none because \"…\" where they may stay as they become, or change these rows outside of the plan, before"
                    + " or after it."),
    /** {0} the step or batch, {1} a clause. */
    NOTHING_TO_RESOLVE(
            "LM5100",
            Severity.ERROR,
            "{0} has nothing to resolve: {1}",
            "resolve is for steps whose undo failed, and for what has completed and was taken back by hand; lupomig status"
                    + " lists them."),
    /** {0} the step or batch, {1} how what is there differs from what was before. */
    NOT_TAKEN_BACK(
            "LM5106",
            Severity.ERROR,
            "{0} has completed, and all that it did is still there: {1}",
            "lupomig rollback takes it back; resolve only records what a person has taken back by hand."),
    /** {0} and {1} steps or batches. */
    RESTS_UPON(
            "LM5107",
            Severity.ERROR,
            "{0} has completed upon {1}",
            "take {0} back first, by lupomig rollback, or by hand and with lupomig resolve {0} --as rolled-back."),
    /** {0} the step or batch, {1} 'before it' or 'after it', {2} what differs. */
    NOT_AS_SAID(
            "LM5101",
            Severity.WARNING,
            "{0} is not as it was {1}: {2}",
            "it is recorded with this difference; rows are not compared."),
    /** {0} the run, {1} the step. */
    STILL_AT_WORK(
            "LM5102",
            Severity.ERROR,
            "the server still works for run {0} on {1}, and its session does not end",
            "wait until that has left SHOW PROCESSLIST, look once more at what is there, and say it again."),
    /** {0} the step, {1} other steps, {2} the batch. */
    OTHERS_NOT_UNDONE(
            "LM5103",
            Severity.ERROR,
            "{0} cannot be completed while others of its batch could not be undone: {1}",
            "what they did may go with it; say it of all of them, with {2}, or take them back first."),
    /** {0} the run, {1} the step or batch. */
    JUST_RECOVERED(
            "LM5104",
            Severity.ERROR,
            "run {0} of {1} had died, and was brought to an end just now",
            "lupomig status shows where it stands; look once more at what is there, and say it again."),
    /** {0} the step. */
    COMPLETED_BY_HAND(
            "LM5105",
            Severity.ERROR,
            "{0} was completed by hand: what was done for that is in no journal, and cannot be taken back",
            "take it back by another plan; lupomig show RUN --undo-sql prints what is known of its way back."),
    /** {0} clauses, one for each foreign key. */
    NEW_ORPHANS(
            "LM5110",
            Severity.ERROR,
            "rows refer to nothing, and foreign_key_checks = 0 kept the server from refusing them: {0}",
            "insert what they refer to, mend or delete them, or drop the foreign key: in the same step, or in a batch of"
                    + " class A in any of its steps; where they are meant to stay, as where a dump has such rows, say"
                    + " allow orphans because \"…\" in the step."
                    + " Rows that others wrote without these checks meanwhile are not told apart: then run the plan again."),
    /** {0} how long, {1} a clause. */
    ORPHANS_NOT_SEEN_IN_TIME(
            "LM5112",
            Severity.ERROR,
            "whether rows refer to nothing, after statements under foreign_key_checks = 0, was not seen within {0}: {1}",
            "end what is in the way, or give the step a longer timeout; of a batch of class A the longest of its steps counts."),
    /** {0} clauses, one for each ALTER. */
    ROWS_NOT_KEPT_BY_ALTER(
            "LM5111",
            Severity.ERROR,
            "an ALTER that keeps all rows has not: {0}",
            "the server was asked to keep them: look into its error log, and at CHECK TABLE, before the plan is run again."),
    /** {0} the batch, {1} and {2} epochs. */
    EPOCHS_MIXED(
            "LM5160",
            Severity.ERROR,
            "mixed epochs: steps of batch {0} have completed at epoch {1}, and this plan is at {2}",
            "put the epoch back, roll the batch back first, or write the steps into a batch of their own."),
    /** {0} the file, {1} what is wrong with its header. */
    HEADER_FAILED(
            "LM5161", Severity.ERROR, "the header of {0} does not hold after the change: {1}", "mend the header."),
    /** {0} the file, {1} the authority that it names. */
    AUTHORITY_UNKNOWN(
            "LM5162",
            Severity.ERROR,
            "{0} names {1} as its authority, which is not known in the new epoch",
            "name one that is, or add it to the settings."),
    /** {0} the file, {1} what it refers to. */
    REFERENCE_LOST(
            "LM5163",
            Severity.ERROR,
            "{0} refers to {1}, which is not there after the change",
            "change the reference with the file that it leads to."),
    /** {0} and {1} what, {2} the run, {3} who. */
    FROZEN_BY_ANOTHER(
            "LM5145",
            Severity.ERROR,
            "{0} cannot be frozen: {1} is frozen by run {2} of {3}",
            "wait until that has ended; what a dead run froze is thawed by whatever runs next."),
    /** {0} how, {1} why, {2} what to do. */
    FREEZE_UNFIT("LM5146", Severity.ERROR, "writers cannot be kept out by freeze = {0}: {1}", "{2}"),
    /** {0} who, {1} since when, {2} the reason. */
    IN_EMERGENCY(
            "LM5147",
            Severity.ERROR,
            "nothing is started: {0} has declared an emergency on {1}: {2}",
            "lupomig thaw ends it; lupomig status shows it."),
    /** {0} what, {1} how, {2} why, {3} what to do. */
    NOT_FROZEN("LM5148", Severity.ERROR, "{0} could not be frozen by freeze = {1}: {2}", "{3}."),
    /** {0} what, {1} how, {2} why. */
    NOT_THAWED(
            "LM5149",
            Severity.ERROR,
            "{0} is still frozen ({1}): {2}",
            "mend that; lupomig thaw, or whatever runs next, tries again."),
    /** {0} how, {1} who. */
    FREEZE_HAS_GAPS(
            "LM5150",
            Severity.WARNING,
            "freeze = {0} does not stop {1}",
            "exactness is not guaranteed where they write meanwhile."),
    /** {0} how it stands. */
    FROZEN_OTHERWISE("LM5151", Severity.ERROR, "{0}", "lupomig thaw ends that first."),
    /** {0} what was asked for, {1} what is frozen, and how that stands. */
    OTHERS_FROZEN(
            "LM5152",
            Severity.ERROR,
            "{0} cannot be frozen as well: {1}",
            "there is one freeze at a time: lupomig thaw ends that first; then freeze all of them with one command."),
    /** {0} the schema. */
    FROZEN_WITHOUT_SCHEMA(
            "LM5153",
            Severity.WARNING,
            "there is no schema {0} that {1} shows",
            "its writers are asked to pause all the same; look whether the name is written as the schema's, and at the"
                    + " address."),
    /** {0} what, {1} a clause. */
    FREEZE_LAPSED(
            "LM5154",
            Severity.WARNING,
            "{0} is frozen, and that did not keep writers out: {1}",
            "a restart of the server ends read_only, and somebody may have unlocked an account. Where the freeze stays,"
                    + " it is tried now to keep writers out again; look at what they wrote meanwhile."),
    /** {0} the step or batch, {1} a clause. */
    MOVED_ON_MEANWHILE(
            "LM5180",
            Severity.ERROR,
            "{0} is not as it was when you were asked: {1}",
            "lupomig status shows where it stands; look once more at what is there, and say it again."),
    LEFT_QUEUE(
            "LM5120",
            Severity.ERROR,
            "stopped on request, at place {0} of the queue",
            "nothing was begun; run the command again when you are ready."),
    /** {0} the run, {1} a step, or a clause. */
    STILL_ENDING(
            "LM5121",
            Severity.ERROR,
            "run {0} has died, and the server still works for it on {1}: its session is being ended, and takes back what it"
                    + " had done",
            "nothing is wrong yet: a long statement takes long to be taken back. Give the command again, with --wait 1h"
                    + " where it is to wait longer; SHOW PROCESSLIST shows the session."),
    UNEXPECTED(
            "LM5033",
            Severity.ERROR,
            "something that should not happen did: {0}",
            "please report it, with what the plan does.");

    // A record of texts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Wording wording;

    EngineMessage(String code, Severity severity, String template, String help) {
        wording = new Wording(code, severity, template, help);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
