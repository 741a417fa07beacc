package org.lupomig.compiler.syntax;

import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/**
 * A whole file.
 *
 * @param span the whole text
 * @param items in the order of the text
 */
public record PlanFile(Span span, List<FileItem> items) implements Node {
    public PlanFile {
        items = List.copyOf(items);
    }

    /** The plan; empty when the file has none. It has been said then. A second plan is only among the items. */
    public Optional<FileItem.Plan> plan() {
        for (FileItem item : items) {
            if (item instanceof FileItem.Plan plan) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    /** The imports before the plan. */
    public List<FileItem.Import> imports() {
        return items.stream()
                .filter(FileItem.Import.class::isInstance)
                .map(FileItem.Import.class::cast)
                .toList();
    }

    @Override
    public List<Node> children() {
        return List.copyOf(items);
    }
}
