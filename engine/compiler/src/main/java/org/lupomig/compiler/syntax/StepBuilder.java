package org.lupomig.compiler.syntax;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser.AllowContext;
import org.lupomig.grammar.LupomigParser.ArchiveContext;
import org.lupomig.grammar.LupomigParser.BackupContext;
import org.lupomig.grammar.LupomigParser.CheckContext;
import org.lupomig.grammar.LupomigParser.CopyContext;
import org.lupomig.grammar.LupomigParser.FileActionContext;
import org.lupomig.grammar.LupomigParser.FilesContext;
import org.lupomig.grammar.LupomigParser.FreezeContext;
import org.lupomig.grammar.LupomigParser.HeaderContext;
import org.lupomig.grammar.LupomigParser.MoveContext;
import org.lupomig.grammar.LupomigParser.ReplaceContext;
import org.lupomig.grammar.LupomigParser.RetryContext;
import org.lupomig.grammar.LupomigParser.SqlContext;
import org.lupomig.grammar.LupomigParser.StepContext;
import org.lupomig.grammar.LupomigParser.StepItemContext;
import org.lupomig.grammar.LupomigParser.TimeoutContext;
import org.lupomig.grammar.LupomigParser.UndoContext;
import org.lupomig.grammar.LupomigParser.ValidateContext;
import org.lupomig.grammar.LupomigParser.ValidatePartContext;
import org.lupomig.grammar.Place;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/** Makes the elements of a batch and of a step. */
final class StepBuilder {
    private static final List<String> KINDS =
            List.of("integrity", "schema", "performance", "semantic", "documentation");

    private final TreeBuilder tree;
    private final Problems problems;
    private final Leaves leaves;
    private final ExpressionBuilder expressions;
    private final ClauseBuilder clauses;

    StepBuilder(
            TreeBuilder tree, Problems problems, Leaves leaves, ExpressionBuilder expressions, ClauseBuilder clauses) {
        this.tree = tree;
        this.problems = problems;
        this.leaves = leaves;
        this.expressions = expressions;
        this.clauses = clauses;
    }

    /** What stands in a batch; null for another element. */
    @Nullable
    BatchItem batchItem(ParserRuleContext element) {
        int end = Leaves.end(element);
        if (element instanceof StepContext ctx) {
            return step(ctx);
        }
        if (element instanceof FreezeContext ctx) {
            List<Clause> rest = clauses.clauses(ctx.becauseClause(), "a freeze");
            tree.needsReason(ctx, rest, "a freeze");
            return new BatchItem.Freeze(
                    tree.span(ctx),
                    tree.doc(ctx),
                    PlanToken.span(ctx.keyword),
                    leaves.references(ctx.reference(), end),
                    rest);
        }
        if (element instanceof BackupContext ctx) {
            return new BatchItem.Backup(
                    tree.span(ctx),
                    tree.doc(ctx),
                    PlanToken.span(ctx.keyword),
                    leaves.references(ctx.reference(), end),
                    clauses.clauses(ctx.intoClause(), "a backup"));
        }
        if (element instanceof UndoContext ctx) {
            return undo(ctx);
        }
        return element instanceof ValidateContext ctx ? validate(ctx) : null;
    }

    private BatchItem.Step step(StepContext ctx) {
        Name name = tree.stepName(ctx.name(), ctx);
        List<Clause> header = clauses.clauses(ctx.stepClause(), "a step");
        List<StepItem> items = new ArrayList<>();
        for (StepItemContext item : ctx.stepItem()) {
            ParserRuleContext element = ParseTrees.element(item);
            if (element != null) {
                StepItem known = stepItem(element);
                items.add(known == null ? tree.misplaced(element, Place.STEP) : known);
            }
        }
        Span body = ParseTrees.body(ctx.open, ctx.close);
        return new BatchItem.Step(
                tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), name, header, body, items);
    }

    /** What stands in a step; null for another element. */
    @Nullable
    StepItem stepItem(ParserRuleContext element) {
        int end = Leaves.end(element);
        if (element instanceof SqlContext ctx) {
            return new StepItem.Sql(
                    tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), leaves.text(ctx.text(), end));
        }
        if (element instanceof UndoContext ctx) {
            return undo(ctx);
        }
        if (element instanceof FilesContext ctx) {
            return files(ctx);
        }
        if (element instanceof CopyContext ctx) {
            return new StepItem.Copy(
                    tree.span(ctx),
                    tree.doc(ctx),
                    PlanToken.span(ctx.keyword),
                    leaves.reference(ctx.from, end),
                    leaves.reference(ctx.to, end),
                    clauses.clauses(ctx.copyClause(), "a copy"));
        }
        if (element instanceof ValidateContext ctx) {
            return validate(ctx);
        }
        if (element instanceof AllowContext ctx) {
            return allow(ctx);
        }
        if (element instanceof TimeoutContext ctx) {
            return new StepItem.Timeout(tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), limit(ctx.limit));
        }
        if (element instanceof RetryContext ctx) {
            return new StepItem.Retry(
                    tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), leaves.count(ctx.count(), end));
        }
        return null;
    }

    private StepItem.Allow allow(AllowContext ctx) {
        List<Clause> rest = clauses.clauses(ctx.becauseClause(), "an allow");
        tree.needsReason(ctx, rest, "'allow'");
        Word what = leaves.choice(leaves.word(ctx.word(), Leaves.end(ctx)), "something to allow", List.of("orphans"));
        return new StepItem.Allow(tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), what, rest);
    }

    private Optional<Expression.DurationLiteral> limit(@Nullable Token token) {
        if (token == null || PlanToken.isMissing(token) || PlanToken.isSpokenOf(token)) {
            return Optional.empty();
        }
        Span span = PlanToken.span(token);
        Duration duration = leaves.duration(token.getText(), span);
        return duration == null ? Optional.empty() : Optional.of(new Expression.DurationLiteral(span, duration));
    }

    private StepItem.Undo undo(UndoContext ctx) {
        int end = Leaves.end(ctx);
        List<Clause> rest = clauses.clauses(ctx.becauseClause(), "an undo");
        boolean none = ctx.NONE() != null;
        if (none) {
            tree.needsReason(ctx, rest, "'undo none'");
        }
        Optional<Text> source = none ? Optional.empty() : Optional.of(leaves.text(ctx.text(), end));
        return new StepItem.Undo(tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), source, rest);
    }

    private StepItem.Files files(FilesContext ctx) {
        int end = Leaves.end(ctx);
        Word handler = leaves.word(ctx.word(), end);
        Text glob = leaves.text(ctx.text(), end);
        List<FileAction> actions = new ArrayList<>();
        for (FileActionContext action : ctx.fileAction()) {
            if (action.getChildCount() > 0 && action.getChild(0) instanceof ParserRuleContext element) {
                actions.add(action(element));
            }
        }
        Span body = ParseTrees.body(ctx.open, ctx.close);
        return new StepItem.Files(
                tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), handler, glob, body, actions);
    }

    private FileAction action(ParserRuleContext element) {
        int end = Leaves.end(element);
        Span span = tree.span(element);
        Optional<Doc> doc = tree.doc(element);
        Span keyword = PlanToken.span(element.getStart());
        if (element instanceof HeaderContext ctx) {
            Text key = leaves.text(ctx.text(), end);
            return new FileAction.Header(span, doc, keyword, key, expressions.build(ctx.expression(), end));
        }
        if (element instanceof ReplaceContext ctx) {
            if (ctx.matching == null && !ctx.timesClause().isEmpty()) {
                Span times = PlanToken.span(ctx.timesClause(0).getStart());
                String help = "Only what is replaced by 'matching' can be counted.";
                problems.report(CompilerMessage.UNEXPECTED, times, "'times'", "a text", help);
            }
            return new FileAction.Replace(
                    span,
                    doc,
                    keyword,
                    ctx.all != null,
                    ctx.matching != null,
                    leaves.text(ctx.from, end),
                    leaves.text(ctx.to, end),
                    clauses.clauses(ctx.timesClause(), "a replacement"));
        }
        if (element instanceof MoveContext ctx) {
            return new FileAction.Move(span, doc, keyword, leaves.text(ctx.text(), end));
        }
        if (element instanceof ArchiveContext ctx) {
            return new FileAction.Archive(span, doc, keyword, leaves.text(ctx.text(), end));
        }
        throw new IllegalStateException("not an action on files: " + element.getClass());
    }

    private StepItem.Validate validate(ValidateContext ctx) {
        int end = Leaves.end(ctx);
        Word phase = leaves.choice(leaves.word(ctx.word(), end), "a phase", List.of("pre", "during", "post"));
        Word kind = null;
        Text title = null;
        int headerEnd = ctx.open == null ? end : ctx.open.getStartIndex();
        List<ValidatePartContext> onFailure = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (ValidatePartContext part : ctx.validatePart()) {
            if (part.ON() != null) {
                onFailure.add(part);
            } else if (part.text() != null) {
                Text text = leaves.text(part.text(), end);
                repeated(title != null, text.span(), "title");
                title = title == null ? text : title;
            } else if (part.word() != null) {
                Word word = leaves.word(part.word(), end);
                repeated(kind != null, word.span(), "kind");
                kind = kind == null ? word : kind;
            }
        }
        if (title == null) {
            title = TextReader.missing(titleOffset(ctx, phase, kind, headerEnd));
        }
        for (CheckContext check : ctx.check()) {
            checks.add(check(check));
        }
        return new StepItem.Validate(
                tree.span(ctx),
                tree.doc(ctx),
                PlanToken.span(ctx.keyword),
                phase,
                Optional.ofNullable(kind),
                title,
                clauses.clauses(onFailure, "a validation"),
                ParseTrees.body(ctx.open, ctx.close),
                checks);
    }

    /** Where the title should stand that is missing; it is spoken of when nothing else has been. */
    private int titleOffset(ValidateContext ctx, Word phase, @Nullable Word kind, int headerEnd) {
        Word before = kind == null ? phase : kind;
        int offset = Math.min(before.span().end(), headerEnd);
        if (!ParseTrees.hasMistakes(ctx) && !before.isMissing()) {
            problems.report(
                    kind != null && !KINDS.contains(kind.text())
                            ? unquotedTitle(phase, kind)
                            : problems.at(
                                    CompilerMessage.MISSING_TEXT,
                                    Span.at(offset),
                                    "'" + before.text() + "'",
                                    MissingParts.TITLE,
                                    MissingParts.QUOTE_IT));
        }
        return offset;
    }

    private Diagnostic unquotedTitle(Word phase, Word title) {
        return problems.at(
                        CompilerMessage.MISSING_TEXT,
                        title.span(),
                        "'" + phase.text() + "'",
                        MissingParts.TITLE,
                        MissingParts.QUOTE_IT)
                .withFix("put it between double quotes", problems.replace(title.span(), '"' + title.text() + '"'));
    }

    private void repeated(boolean repeated, Span span, String what) {
        if (repeated) {
            problems.report(problems.at(CompilerMessage.REPEATED_PART, span, what)
                    .withFix("remove it", problems.replace(span, "")));
        }
    }

    private Check check(CheckContext ctx) {
        Expression condition = expressions.build(ctx.expression(), Leaves.end(ctx));
        boolean warning = ctx.keyword.getType() == LupomigLexer.WARN;
        return new Check(tree.span(ctx), tree.doc(ctx), PlanToken.span(ctx.keyword), warning, condition);
    }
}
