package org.lupomig.compiler.syntax;

import java.util.List;
import org.lupomig.model.source.Span;

/**
 * An element that stands where it cannot, such as a step outside of a batch. It has been spoken of; whoever gives a
 * tree its meaning passes over it, whoever shows it need not.
 *
 * @param item what stands here
 */
public record Misplaced(Span span, Node item) implements FileItem, PlanItem, BatchItem, StepItem {
    @Override
    public List<Node> children() {
        return List.of(item);
    }
}
