package org.lupomig.model.state;

/** The eight states of a step. Ids are stored; they never change. */
public enum State {
    IDLE(1, "idle"),
    PREPARING(2, "preparing"),
    VALIDATING_PRE(3, "validating_pre"),
    MIGRATING(4, "migrating"),
    VALIDATING_POST(5, "validating_post"),
    COMPLETING(6, "completing"),
    ROLLING_BACK(7, "rolling_back"),
    FAILED(8, "failed");

    private final int id;
    private final String word;

    State(int id, String word) {
        this.id = id;
        this.word = word;
    }

    /** The id in the store. */
    public int id() {
        return id;
    }

    /** The word in the store and in output. */
    public String word() {
        return word;
    }

    /** The state with an id from the store; an unknown id is our own mistake or a newer version's store. */
    public static State ofId(int id) {
        for (State state : values()) {
            if (state.id == id) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state has id " + id);
    }
}
