package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements on views. */
public sealed interface ViewFact extends StatementFact {
    @Override
    Span opening();

    /** {@code CREATE VIEW name …}. */
    record CreateView(
            TableRef view, boolean orReplace, @Nullable Span guard, ViewDefinition definition, Span opening)
            implements ViewFact {
        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE VIEW" : "CREATE VIEW";
        }
    }

    /** {@code ALTER VIEW name …}: replaces all of its definition. */
    record AlterView(TableRef view, ViewDefinition definition, Span opening) implements ViewFact {
        @Override
        public String kind() {
            return "ALTER VIEW";
        }
    }

    /**
     * {@code DROP VIEW name, …}.
     *
     * @param restriction {@code RESTRICT} or {@code CASCADE}, which the server ignores; null where not said
     */
    record DropViews(
            List<TableRef> views,
            @Nullable Span guard,
            @Nullable String restriction,
            Span opening) implements ViewFact {
        public DropViews {
            views = List.copyOf(views);
        }

        @Override
        public String kind() {
            return "DROP VIEW";
        }
    }

    /**
     * What a view is.
     *
     * @param algorithm {@code MERGE}, {@code TEMPTABLE} or {@code UNDEFINED}; null where not said
     * @param definer null where not said: whoever creates it
     * @param security {@code DEFINER} or {@code INVOKER}; null where not said
     * @param columns names of its columns; empty where the query names them
     * @param query where the query stands
     * @param uses what it uses
     * @param checked {@code LOCAL} or {@code CASCADED} of its check option, as also where it says neither; null where
     *     it has none
     */
    record ViewDefinition(
            @Nullable String algorithm,
            @Nullable AccountRef definer,
            @Nullable String security,
            List<String> columns,
            Span query,
            Uses uses,
            @Nullable String checked) {
        public ViewDefinition {
            columns = List.copyOf(columns);
        }
    }
}
