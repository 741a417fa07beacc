package org.lupomig.cli.config;

import java.util.Collection;
import org.lupomig.model.diagnostic.NearestName;

/** Says what somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code did you mean 'main'?}, or {@code otherwise} where no name is near. */
    public static String hint(String written, Collection<String> names, String otherwise) {
        return NearestName.of(written, names)
                .map(name -> "did you mean '" + name + "'?")
                .orElse(otherwise);
    }
}
