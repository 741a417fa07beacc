package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigParser.BatchClauseContext;
import org.lupomig.grammar.LupomigParser.BecauseClauseContext;
import org.lupomig.grammar.LupomigParser.ConflictsClauseContext;
import org.lupomig.grammar.LupomigParser.CopyClauseContext;
import org.lupomig.grammar.LupomigParser.DatabaseClauseContext;
import org.lupomig.grammar.LupomigParser.IntoClauseContext;
import org.lupomig.grammar.LupomigParser.OnClauseContext;
import org.lupomig.grammar.LupomigParser.OptionalClauseContext;
import org.lupomig.grammar.LupomigParser.PlanClauseContext;
import org.lupomig.grammar.LupomigParser.RequiresClauseContext;
import org.lupomig.grammar.LupomigParser.RollbackClauseContext;
import org.lupomig.grammar.LupomigParser.RuleClauseContext;
import org.lupomig.grammar.LupomigParser.SchemaClauseContext;
import org.lupomig.grammar.LupomigParser.StepClauseContext;
import org.lupomig.grammar.LupomigParser.TableClauseContext;
import org.lupomig.grammar.LupomigParser.TimesClauseContext;
import org.lupomig.grammar.LupomigParser.ValidatePartContext;
import org.lupomig.grammar.LupomigParser.WhenClauseContext;
import org.lupomig.model.source.Span;

/** Makes clauses of what the parser read, and sees that each stands once. */
final class ClauseBuilder {
    private final Problems problems;
    private final Leaves leaves;
    private final ExpressionBuilder expressions;

    ClauseBuilder(Problems problems, Leaves leaves, ExpressionBuilder expressions) {
        this.problems = problems;
        this.leaves = leaves;
        this.expressions = expressions;
    }

    /**
     * The clauses among contexts; each stands once.
     *
     * @param owner the element that they are of, such as {@code a step}
     */
    List<Clause> clauses(List<? extends ParserRuleContext> contexts, String owner) {
        List<Clause> clauses = new ArrayList<>(contexts.size());
        for (ParserRuleContext ctx : contexts) {
            Clause clause = clause(ctx);
            for (Clause before : clauses) {
                if (before.getClass() == clause.getClass()) {
                    duplicate(before, clause, owner);
                    break;
                }
            }
            clauses.add(clause);
        }
        return clauses;
    }

    private void duplicate(Clause first, Clause second, String owner) {
        String keyword = problems.source().slice(second.keyword());
        problems.report(problems.at(CompilerMessage.DUPLICATE_CLAUSE, second.span(), keyword, owner)
                .withRelated(problems.location(first.span()), "said here before")
                .withFix("remove it", problems.replace(second.span(), "")));
    }

    private Clause clause(ParserRuleContext ctx) {
        Span keyword = PlanToken.span(ctx.getStart());
        Span span = keyword.union(Leaves.span(ctx));
        int end = Leaves.end(ctx);
        if (ctx instanceof StepClauseContext || ctx instanceof BatchClauseContext || ctx instanceof RuleClauseContext) {
            return shared(ctx, span, keyword, end);
        }
        if (ctx instanceof SchemaClauseContext schema) {
            return schema.onClause() != null
                    ? clause(schema.onClause())
                    : new Clause.Budget(span, keyword, leaves.count(schema.count(), end));
        }
        if (ctx instanceof TableClauseContext table) {
            return table(table, span, keyword, end);
        }
        if (ctx instanceof PlanClauseContext plan) {
            return new Clause.Version(span, keyword, leaves.version(plan.version(), end));
        }
        if (ctx instanceof DatabaseClauseContext) {
            return new Clause.MayBeAbsent(span, keyword);
        }
        if (ctx instanceof CopyClauseContext copy) {
            return copy(copy, span, keyword, end);
        }
        if (ctx instanceof ValidatePartContext part) {
            return new Clause.OnFailure(span, words(ctx, 3), leaves.word(part.word(), end));
        }
        return simple(ctx, span, keyword, end);
    }

    private Clause shared(ParserRuleContext ctx, Span span, Span keyword, int end) {
        if (ctx instanceof BatchClauseContext batch && batch.PARALLEL() != null) {
            return new Clause.Parallel(span, keyword, leaves.count(batch.count(), end));
        }
        if (ctx instanceof RuleClauseContext rule && rule.IN() != null) {
            return new Clause.In(span, keyword, leaves.reference(rule.reference(), end));
        }
        return clause((ParserRuleContext) ctx.getChild(0));
    }

    private Clause simple(ParserRuleContext ctx, Span span, Span keyword, int end) {
        if (ctx instanceof OnClauseContext on) {
            return new Clause.On(span, keyword, leaves.reference(on.reference(), end));
        }
        if (ctx instanceof RequiresClauseContext requires) {
            return new Clause.Requires(span, keyword, leaves.references(requires.reference(), end));
        }
        if (ctx instanceof OptionalClauseContext optional) {
            return new Clause.OptionalAfter(span, keyword, leaves.references(optional.reference(), end));
        }
        if (ctx instanceof ConflictsClauseContext conflicts) {
            return new Clause.Conflicts(span, keyword, leaves.references(conflicts.reference(), end));
        }
        if (ctx instanceof WhenClauseContext when) {
            return new Clause.When(span, keyword, expressions.build(when.expression(), end));
        }
        if (ctx instanceof RollbackClauseContext rollback) {
            return new Clause.Rollback(span, keyword, leaves.word(rollback.word(), end));
        }
        if (ctx instanceof BecauseClauseContext because) {
            return new Clause.Because(span, keyword, leaves.text(because.text(), end));
        }
        if (ctx instanceof IntoClauseContext into) {
            return new Clause.Into(span, keyword, leaves.text(into.text(), end));
        }
        if (ctx instanceof TimesClauseContext times) {
            return new Clause.Times(span, keyword, leaves.count(times.count(), end));
        }
        throw new IllegalStateException("not a clause: " + ctx.getClass());
    }

    private Clause table(TableClauseContext table, Span span, Span keyword, int end) {
        if (table.CATEGORY() != null) {
            return new Clause.Category(span, keyword, leaves.text(table.text(), end));
        }
        if (table.PRIORITY() != null) {
            return new Clause.Priority(span, keyword, leaves.count(table.count(), end));
        }
        return new Clause.Target(span, keyword, leaves.reference(table.reference(), end));
    }

    private Clause copy(CopyClauseContext copy, Span span, Span keyword, int end) {
        if (copy.WHERE() != null) {
            return new Clause.Where(span, keyword, leaves.text(copy.text(), end));
        }
        Token action = copy.action;
        Word word = action == null ? new Word(Span.at(end), "") : new Word(PlanToken.span(action), action.getText());
        Word known = leaves.choice(word, "a way to resolve a conflict", List.of("skip", "replace"));
        return new Clause.OnConflict(span, words(copy, 2), known);
    }

    /** The span of the first words of a clause. */
    private static Span words(ParserRuleContext ctx, int count) {
        Span span = PlanToken.span(ctx.getStart());
        for (int i = 1, seen = 1; i < ctx.getChildCount() && seen < count; i++) {
            if (ctx.getChild(i) instanceof TerminalNode node) {
                span = span.union(PlanToken.span(node.getSymbol()));
                seen++;
            }
        }
        return span;
    }
}
