package org.lupomig.model.doctrine;

import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.Location;

/** What a rule has found, while it is told. */
public interface Finding {
    /**
     * Names another place that belongs to it.
     *
     * @param note what is there, such as {@code first declared here}
     */
    Finding related(Location place, String note);

    /**
     * Offers a mechanical way to mend it; the best is offered first.
     *
     * @param title imperative, such as {@code insert 'IF NOT EXISTS'}
     * @param edits replacements that do not overlap, in order
     */
    Finding fix(String title, Edit... edits);

    /** Offers a text in place of some words. */
    Finding replace(String title, Location words, String text);

    /** Offers a text right behind some words; blanks around it are part of it. */
    Finding insertBehind(String title, Location words, String text);

    /** Offers a text right before some words; blanks around it are part of it. */
    Finding insertBefore(String title, Location words, String text);
}
