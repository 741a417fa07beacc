package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser.BatchContext;
import org.lupomig.grammar.LupomigParser.BatchItemContext;
import org.lupomig.grammar.LupomigParser.DatabaseContext;
import org.lupomig.grammar.LupomigParser.DoctrineContext;
import org.lupomig.grammar.LupomigParser.EpochContext;
import org.lupomig.grammar.LupomigParser.FileContext;
import org.lupomig.grammar.LupomigParser.FileItemContext;
import org.lupomig.grammar.LupomigParser.ImportItemContext;
import org.lupomig.grammar.LupomigParser.NameContext;
import org.lupomig.grammar.LupomigParser.ParamContext;
import org.lupomig.grammar.LupomigParser.PlanContext;
import org.lupomig.grammar.LupomigParser.PlanItemContext;
import org.lupomig.grammar.LupomigParser.RuleSettingContext;
import org.lupomig.grammar.LupomigParser.SchemaContext;
import org.lupomig.grammar.LupomigParser.TableContext;
import org.lupomig.grammar.Place;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/**
 * Makes the tree of what the parser read, and speaks of what the grammar lets pass: elements out of place, parts twice.
 */
final class TreeBuilder {
    private final Problems problems;
    private final Map<Integer, Doc> docs;
    private final Leaves leaves;
    private final LiteralBuilder literals;
    private final ClauseBuilder clauses;
    private final StepBuilder steps;

    TreeBuilder(Problems problems, Map<Integer, Doc> docs) {
        this.problems = problems;
        this.docs = docs;
        this.leaves = new Leaves(problems);
        this.literals = new LiteralBuilder(problems, leaves);
        ExpressionBuilder expressions = new ExpressionBuilder(problems, leaves, literals);
        this.clauses = new ClauseBuilder(problems, leaves, expressions);
        this.steps = new StepBuilder(this, problems, leaves, expressions, clauses);
    }

    PlanFile file(FileContext ctx) {
        List<FileItem> items = new ArrayList<>();
        FileItem.Plan first = null;
        for (FileItemContext item : ctx.fileItem()) {
            ParserRuleContext element = ParseTrees.element(item);
            if (element instanceof PlanContext planContext) {
                FileItem.Plan plan = plan(planContext);
                if (first == null) {
                    first = plan;
                } else {
                    problems.report(problems.at(CompilerMessage.SECOND_PLAN, plan.keyword())
                            .withRelated(problems.location(first.keyword()), "the first one"));
                }
                items.add(plan);
            } else if (element instanceof ImportItemContext importContext) {
                FileItem.Import imported = importItem(importContext);
                if (first != null) {
                    problems.report(CompilerMessage.LATE_IMPORT, imported.keyword());
                }
                items.add(imported);
            } else if (element != null) {
                items.add(misplaced(element, Place.FILE));
            }
        }
        Diagnostic noPlan = problems.at(CompilerMessage.NO_PLAN, PlanToken.span(ctx.getStart()));
        if (items.isEmpty() && !problems.isCutShort()) {
            problems.reportInstead(noPlan);
        } else if (first == null && problems.none()) {
            problems.report(noPlan);
        }
        return new PlanFile(new Span(0, problems.source().length()), items);
    }

    private FileItem.Import importItem(ImportItemContext ctx) {
        return new FileItem.Import(
                span(ctx), doc(ctx), PlanToken.span(ctx.keyword), leaves.text(ctx.text(), Leaves.end(ctx)));
    }

    private FileItem.Plan plan(PlanContext ctx) {
        Name name = name(ctx.name(), ctx, "a plan");
        List<Clause> header = clauses.clauses(ctx.planClause(), "a plan");
        boolean inBody = problems.isOutOfHeader(Keyword.VERSION);
        if (header.isEmpty() && !inBody && !ParseTrees.hasMistakes(ctx)) {
            problems.report(CompilerMessage.MISSING_CLAUSE, name.span(), "a plan", "version", "version 1.0.0");
        }
        List<PlanItem> items = new ArrayList<>();
        for (PlanItemContext item : ctx.planItem()) {
            ParserRuleContext element = ParseTrees.element(item);
            if (element != null) {
                items.add(planItem(element));
            }
        }
        return new FileItem.Plan(
                span(ctx),
                doc(ctx),
                PlanToken.span(ctx.keyword),
                name,
                header,
                ParseTrees.body(ctx.open, ctx.close),
                items);
    }

    private PlanItem planItem(ParserRuleContext element) {
        PlanItem item = planItemOrNull(element);
        return item == null ? misplaced(element, Place.PLAN) : item;
    }

    private @Nullable PlanItem planItemOrNull(ParserRuleContext element) {
        if (element instanceof EpochContext ctx) {
            return new PlanItem.Epoch(
                    span(ctx),
                    doc(ctx),
                    PlanToken.span(ctx.keyword),
                    leaves.timestamp(ctx.from, Leaves.end(ctx)),
                    leaves.timestamp(ctx.to, Leaves.end(ctx)));
        }
        if (element instanceof DatabaseContext ctx) {
            return database(ctx);
        }
        if (element instanceof SchemaContext ctx) {
            return new PlanItem.Schema(
                    span(ctx),
                    doc(ctx),
                    PlanToken.span(ctx.keyword),
                    leaves.reference(ctx.reference(), Leaves.end(ctx)),
                    leaves.word(ctx.word(), Leaves.end(ctx)),
                    clauses.clauses(ctx.schemaClause(), "a schema"));
        }
        if (element instanceof TableContext ctx) {
            return new PlanItem.Table(
                    span(ctx),
                    doc(ctx),
                    PlanToken.span(ctx.keyword),
                    leaves.reference(ctx.reference(), Leaves.end(ctx)),
                    leaves.word(ctx.word(), Leaves.end(ctx)),
                    clauses.clauses(ctx.tableClause(), "a table"));
        }
        if (element instanceof DoctrineContext ctx) {
            return doctrine(ctx);
        }
        if (element instanceof ParamContext ctx) {
            return new PlanItem.Param(
                    span(ctx),
                    doc(ctx),
                    PlanToken.span(ctx.keyword),
                    name(ctx.name(), ctx, "a parameter"),
                    ctx.isText != null,
                    ctx.literal() == null ? Optional.empty() : Optional.of(literals.literal(ctx.literal())));
        }
        return element instanceof BatchContext ctx ? batch(ctx) : null;
    }

    private PlanItem.Database database(DatabaseContext ctx) {
        Name name = name(ctx.name(), ctx, "a database");
        Word engine = leaves.choice(
                leaves.word(ctx.word(), Leaves.end(ctx)), "a kind of database", List.of("mariadb", "sqlite"));
        Optional<Text> path =
                ctx.text() == null ? Optional.empty() : Optional.of(leaves.text(ctx.text(), Leaves.end(ctx)));
        if (engine.text().equals("mariadb") && path.isPresent()) {
            Span address = path.get().span();
            Span rest = new Span(engine.span().end(), address.end());
            problems.report(problems.at(CompilerMessage.ADDRESS_IN_PLAN, address, name.text())
                    .withFix("remove it", problems.replace(rest, "")));
        }
        if (engine.text().equals("sqlite") && path.isEmpty()) {
            Span after = Span.at(engine.span().end());
            if (!ParseTrees.hasMistakes(ctx)) {
                problems.report(
                        CompilerMessage.MISSING_TEXT, after, "'sqlite'", MissingParts.TEXT, MissingParts.QUOTE_IT);
            }
            path = Optional.of(TextReader.missing(after.start()));
        }
        List<Clause> rest = clauses.clauses(ctx.databaseClause(), "a database");
        return new PlanItem.Database(span(ctx), doc(ctx), PlanToken.span(ctx.keyword), name, engine, path, rest);
    }

    private PlanItem.Doctrine doctrine(DoctrineContext ctx) {
        List<Name> packs = new ArrayList<>();
        for (NameContext pack : ctx.name()) {
            packs.add(name(pack, ctx, "a doctrine"));
        }
        List<RuleSetting> settings = new ArrayList<>();
        for (RuleSettingContext setting : ctx.ruleSetting()) {
            settings.add(setting(setting));
        }
        Span body = ctx.open == null ? Span.at(Leaves.end(ctx)) : ParseTrees.body(ctx.open, ctx.close);
        return new PlanItem.Doctrine(span(ctx), doc(ctx), PlanToken.span(ctx.keyword), packs, body, settings);
    }

    private RuleSetting setting(RuleSettingContext ctx) {
        RuleSetting.Level level =
                switch (ctx.level.getType()) {
                    case LupomigLexer.DENY -> RuleSetting.Level.DENY;
                    case LupomigLexer.WARN -> RuleSetting.Level.WARN;
                    default -> RuleSetting.Level.ALLOW;
                };
        Name rule = name(ctx.name(), ctx, "a rule");
        List<Clause> rest = clauses.clauses(ctx.ruleClause(), "the setting of a rule");
        if (level == RuleSetting.Level.ALLOW) {
            needsReason(ctx, rest, "'allow'");
        }
        return new RuleSetting(span(ctx), doc(ctx), PlanToken.span(ctx.level), level, rule, rest);
    }

    private PlanItem.Batch batch(BatchContext ctx) {
        Name name = name(ctx.name(), ctx, "a batch");
        List<Clause> header = clauses.clauses(ctx.batchClause(), "a batch");
        List<BatchItem> items = new ArrayList<>();
        for (BatchItemContext item : ctx.batchItem()) {
            ParserRuleContext element = ParseTrees.element(item);
            if (element != null) {
                BatchItem known = steps.batchItem(element);
                items.add(known == null ? misplaced(element, Place.BATCH) : known);
            }
        }
        Span body = ParseTrees.body(ctx.open, ctx.close);
        return new PlanItem.Batch(span(ctx), doc(ctx), PlanToken.span(ctx.keyword), name, header, body, items);
    }

    /** Builds an element that stands where it cannot, and says so. */
    Misplaced misplaced(ParserRuleContext element, Place where) {
        Node item;
        if (element instanceof ImportItemContext ctx) {
            FileItem.Import imported = importItem(ctx);
            problems.report(CompilerMessage.LATE_IMPORT, imported.keyword());
            return new Misplaced(imported.span(), imported);
        } else if (element instanceof PlanContext ctx) {
            FileItem.Plan plan = plan(ctx);
            problems.report(CompilerMessage.SECOND_PLAN, plan.keyword());
            return new Misplaced(plan.span(), plan);
        }
        Token first = element.getStart();
        Keyword keyword = Keyword.ofToken(first.getType());
        if (keyword != null && !ParseTrees.hasMistakes(element)) {
            problems.report(
                    CompilerMessage.MISPLACED_ELEMENT,
                    PlanToken.span(first),
                    keyword.word(),
                    where.phrase(),
                    Contexts.bodies(keyword));
        }
        item = planItemOrNull(element);
        if (item == null) {
            item = steps.batchItem(element);
        }
        if (item == null) {
            item = steps.stepItem(element);
        }
        if (item == null) {
            throw new IllegalStateException("not an element: " + element.getClass());
        }
        return new Misplaced(item.span(), item);
    }

    /** Says so when a reason must be given and is not. */
    void needsReason(ParserRuleContext ctx, List<Clause> rest, String owner) {
        boolean given = rest.stream().anyMatch(Clause.Because.class::isInstance);
        if (!given && !ParseTrees.hasMistakes(ctx)) {
            Span end = Span.at(Leaves.end(ctx));
            problems.report(CompilerMessage.MISSING_CLAUSE, end, owner, "because", "because \"the reason\"");
        }
    }

    private Name name(@Nullable NameContext name, ParserRuleContext owner, String phrase) {
        return leaves.name(name, Leaves.end(owner), phrase);
    }

    Name stepName(@Nullable NameContext name, ParserRuleContext owner) {
        return name(name, owner, "a step");
    }

    /** An element with its doc comment. */
    Span span(ParserRuleContext ctx) {
        Doc doc = docs.get(ctx.getStart().getStartIndex());
        Span span = Leaves.span(ctx);
        return doc == null ? span : doc.span().union(span);
    }

    Optional<Doc> doc(ParserRuleContext ctx) {
        return Optional.ofNullable(docs.get(ctx.getStart().getStartIndex()));
    }
}
