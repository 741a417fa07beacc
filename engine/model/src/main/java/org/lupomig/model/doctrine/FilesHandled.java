package org.lupomig.model.doctrine;

import java.util.List;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;

/**
 * A {@code files} element of a step.
 *
 * @param handler {@code doctrine}, {@code module}, {@code agent} or {@code documentation}
 * @param glob which files, as written
 * @param actions the first words of what is done: {@code header}, {@code replace}, {@code move}, {@code archive}
 * @param place the words up to the glob
 */
public record FilesHandled(Step step, Batch batch, String handler, String glob, List<String> actions, Location place) {
    public FilesHandled {
        actions = List.copyOf(actions);
    }
}
