package org.lupomig.compiler.semantics;

import org.lupomig.compiler.syntax.BatchItem;

/**
 * A step of the plan.
 *
 * @param index its place among all steps of the file, from 0
 * @param batch the batch's place in the file
 * @param batchName the batch's name
 * @param name empty where the author left it out
 */
record StepDeclaration(int index, int batch, String batchName, String name, BatchItem.Step node) {

    /** The name by which a step of the same batch, or of another, would call it. */
    String nameFor(int otherBatch) {
        return otherBatch == batch ? name : batchName + "." + name;
    }
}
