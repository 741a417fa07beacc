package org.lupomig.cli.rehearsal;

import org.jspecify.annotations.Nullable;

/** Where a plan is to be rehearsed. */
public sealed interface ScratchPlace {
    /** The image of {@code --server container}: the version of the embedded server. */
    String IMAGE = "mariadb:11.4";

    /** On an embedded server of the rehearsal's own. */
    record Embedded() implements ScratchPlace {}

    /** On a server of its own in a container of an image. */
    record InContainer(String image) implements ScratchPlace {}

    /** On an empty server that is somewhere. */
    record Named(String url) implements ScratchPlace {}

    /** Where {@code --server} says: {@code container}, {@code container:IMAGE} or an address; null: it says nothing. */
    static ScratchPlace of(@Nullable String server) {
        String word = "container";
        if (server == null) {
            return new Embedded();
        } else if (server.equals(word)) {
            return new InContainer(IMAGE);
        }
        return server.startsWith(word + ":") ? new InContainer(server.substring(word.length() + 1)) : new Named(server);
    }

    /** Whether the rehearsal makes the server, so that nobody else has any business with it. */
    default boolean isOwn() {
        return !(this instanceof Named);
    }
}
