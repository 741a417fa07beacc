package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lupomig.model.source.Span;

/**
 * An element of a syntax tree. Immutable.
 *
 * <p>A child's span lies inside its parent's, siblings do not overlap and stand in the order of the text. What the
 * author left out where something must stand is a node too, with an empty span at the place where it belongs.
 */
public sealed interface Node
        permits PlanFile,
                FileItem,
                PlanItem,
                BatchItem,
                StepItem,
                FileAction,
                Check,
                RuleSetting,
                Clause,
                Expression,
                Reference,
                Name,
                Text,
                Doc,
                Word,
                Count,
                Timestamp,
                VersionNumber {

    /** What the element covers, its doc comment included. */
    Span span();

    /** The elements directly inside this one, in the order of the text. */
    List<Node> children();

    /** A list of children; an argument is a node, an {@link Optional} of one, or a collection of nodes. */
    static List<Node> children(Object... parts) {
        List<Node> children = new ArrayList<>(parts.length);
        for (Object part : parts) {
            if (part instanceof Node node) {
                children.add(node);
            } else if (part instanceof Optional<?> optional) {
                optional.ifPresent(node -> children.add((Node) node));
            } else {
                for (Object node : (Iterable<?>) part) {
                    children.add((Node) node);
                }
            }
        }
        return List.copyOf(children);
    }
}
