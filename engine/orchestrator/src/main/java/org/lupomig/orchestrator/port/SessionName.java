package org.lupomig.orchestrator.port;

/** The names of the locks that the engine's sessions hold, made from a run's token alone so that they can be found. */
public final class SessionName {
    private SessionName() {}

    /**
     * The lock of the session that guards what a command has claimed.
     *
     * @param token the owner's, at most 64 characters
     */
    public static String guard(String token) {
        return "lupomig/" + token + "/guard";
    }

    /**
     * The lock of the session of one step.
     *
     * @param token the owner's, at most 64 characters
     * @param position the step's place in the plan
     */
    public static String of(String token, int position) {
        return "lupomig/" + token + "/" + position;
    }
}
