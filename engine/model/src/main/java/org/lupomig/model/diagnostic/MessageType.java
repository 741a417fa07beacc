package org.lupomig.model.diagnostic;

/**
 * One kind of message. Every stage lists its kinds in one enum that implements this interface; the reference page of
 * messages is generated from those enums.
 *
 * <p>Templates hold {@code {0}}, {@code {1}} … for arguments; they are filled by {@link Diagnostic}, and know no other
 * syntax.
 */
public interface MessageType {
    /** What is said. */
    Wording wording();

    /** The stable code, such as {@code LM1001}. Never used again for another meaning. */
    default String code() {
        return wording().code();
    }

    /** How much it weighs. */
    default Severity severity() {
        return wording().severity();
    }

    /** One sentence that names the cause in the author's words. */
    default String template() {
        return wording().template();
    }

    /** What to do about it, in one sentence with the same arguments; empty where nothing general can be said. */
    default String help() {
        return wording().help();
    }

    /** The kebab-case name by which people speak of it, made from the constant's name. */
    default String title() {
        return ((Enum<?>) this).name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * A kind of message as it is listed.
     *
     * @param code see {@link MessageType#code}
     * @param severity see {@link MessageType#severity}
     * @param template see {@link MessageType#template}
     * @param help see {@link MessageType#help}
     */
    record Wording(String code, Severity severity, String template, String help) {}
}
