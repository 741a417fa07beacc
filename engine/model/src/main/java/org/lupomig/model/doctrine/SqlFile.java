package org.lupomig.model.doctrine;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;

/**
 * A file of SQL, or a block of it in a plan.
 *
 * @param name as messages call the file
 * @param plain whether it is a file of its own, checked without any plan
 * @param step whose script it is; null for a plain file, and for the undo of a batch
 * @param batch the batch of that step, or whose undo it is; null for a plain file
 * @param undo whether it is an author's way back
 * @param statements how many statements there are in it
 * @param place its first statement's first word
 */
public record SqlFile(
        String name,
        boolean plain,
        @Nullable Step step,
        @Nullable Batch batch,
        boolean undo,
        int statements,
        Location place) {}
