package org.lupomig.compiler.semantics;

import java.util.List;
import org.lupomig.compiler.syntax.PlanItem;

/**
 * A batch of the plan.
 *
 * @param index its place among the batches in the file, from 0
 * @param name empty where the author left it out
 * @param steps in file order
 */
record BatchDeclaration(int index, String name, PlanItem.Batch node, List<StepDeclaration> steps) {}
