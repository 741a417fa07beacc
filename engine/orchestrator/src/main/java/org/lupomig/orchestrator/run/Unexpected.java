package org.lupomig.orchestrator.run;

import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;

/** A mistake of our own, in words that whoever mends it can begin with. */
public final class Unexpected {
    private static final String OURS = "org.lupomig.";

    private Unexpected() {}

    /** What is said of it: what was thrown, and where in our own code. */
    public static Problem problem(RuntimeException thrown) {
        return Problem.of(EngineMessage.UNEXPECTED, thrown + place(thrown));
    }

    private static String place(RuntimeException thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                String name =
                        frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
                return " (at " + name + "." + frame.getMethodName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return "";
    }
}
