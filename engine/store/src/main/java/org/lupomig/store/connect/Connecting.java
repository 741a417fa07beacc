package org.lupomig.store.connect;

import org.lupomig.model.diagnostic.Problem;

/** The outcome of reaching for a server. */
public sealed interface Connecting {
    /** It answered, and is one that we can work with. */
    record Connected(MariaDbServer server) implements Connecting {}

    /** It did not, or is not; the problem says what to do. */
    record Failed(Problem problem) implements Connecting {}
}
