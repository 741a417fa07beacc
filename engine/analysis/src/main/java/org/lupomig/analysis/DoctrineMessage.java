package org.lupomig.analysis;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/**
 * What is said of the doctrine itself: of packs and rules that are named. What rules find is said by their own pages.
 */
public enum DoctrineMessage implements MessageType {
    /** {0} the pack, {1} a hint. */
    UNKNOWN_PACK("LM3001", Severity.ERROR, "there is no rule pack '{0}'", "{1}"),
    /** {0} the rule, {1} a hint. */
    UNKNOWN_RULE("LM3002", Severity.ERROR, "there is no rule '{0}'", "{1}"),
    /** {0} the path. */
    UNKNOWN_PART(
            "LM3003",
            Severity.ERROR,
            "the plan has no batch or step '{0}'",
            "Name a batch, a step, or a step of a batch as BATCH.STEP."),
    /** {0} the rule, {1} the code. */
    RULE_OF_THE_COMPILER(
            "LM3004",
            Severity.WARNING,
            "'{0}' is found by the compiler, so nothing can be said of it here",
            "Mend what {1} says; such a plan is not run."),
    /** {0} what is wrong. */
    UNREADABLE_ALLOW(
            "LM3005",
            Severity.ERROR,
            "this comment allows nothing: {0}",
            "Write -- lupomig:allow RULE because REASON above the statement.");

    // A record of texts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Wording wording;

    DoctrineMessage(String code, Severity severity, String template, String help) {
        wording = new Wording(code, severity, template, help);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
