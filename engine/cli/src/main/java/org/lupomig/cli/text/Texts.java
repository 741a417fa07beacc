package org.lupomig.cli.text;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.SourceText;

/** The files that locations speak of. */
public interface Texts {
    /** The text of a file by its name in locations, null where it is not at hand. */
    @Nullable
    SourceText source(String name);

    /** The file as the user would type it. */
    String shown(String name);

    /** Where no text is at hand. */
    static Texts none() {
        return new Texts() {
            @Override
            public @Nullable SourceText source(String name) {
                return null;
            }

            @Override
            public String shown(String name) {
                return name;
            }
        };
    }
}
