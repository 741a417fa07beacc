package org.lupomig.orchestrator.run;

import java.util.regex.Pattern;
import org.lupomig.orchestrator.port.StatementOutcome;

/** What the server says where it has no room: its disk is full, or what it may use of it. */
public final class NoRoom {
    /** In whatever language the rest of the message is: no space left on the device; no more room in the table. */
    private static final Pattern CAUSE = Pattern.compile("\\((?:errno|Errcode): (?:28|135)\\b|\\berror (?:28|135)\\b");

    private NoRoom() {}

    /** Whether a statement was refused for want of room. */
    public static boolean is(StatementOutcome.Refused refused) {
        return switch (refused.code()) {
            // the disk is full; the table is, whose file cannot grow
            case 1021, 1114 -> true;
            default -> CAUSE.matcher(refused.message()).find();
        };
    }
}
