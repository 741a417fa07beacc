package org.lupomig.doctrine;

import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Severity;

/**
 * The message of a rule's finding.
 *
 * @param rule whose finding it is
 * @param severity how much it weighs here
 */
public record RuleMessage(Rule rule, Severity severity) implements MessageType {
    @Override
    public Wording wording() {
        return new Wording(rule.code(), severity, rule.message(), rule.help());
    }

    @Override
    public String code() {
        return rule.code();
    }

    @Override
    public String template() {
        return rule.message();
    }

    @Override
    public String help() {
        return rule.help();
    }

    @Override
    public String title() {
        return rule.name();
    }
}
