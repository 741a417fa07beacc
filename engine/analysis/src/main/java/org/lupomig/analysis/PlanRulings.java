package org.lupomig.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.analysis.facts.WrittenName;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.syntax.BatchItem;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.Name;
import org.lupomig.compiler.syntax.Node;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.compiler.syntax.RuleSetting;
import org.lupomig.doctrine.Ruling;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.Statement;

/** What a plan says of packs and rules in its {@code doctrine} elements. */
final class PlanRulings {
    private final Compilation compilation;
    private final RuleNames names;
    private final List<Ruling> rulings = new ArrayList<>();
    private final Set<String> packs = new LinkedHashSet<>();

    PlanRulings(Compilation compilation, List<Diagnostic> said) {
        this.compilation = compilation;
        this.names = new RuleNames(compilation.tree().source(), said);
    }

    /** The packs that it names. */
    Set<String> packs() {
        return packs;
    }

    /** What it says of rules, in its order. */
    List<Ruling> rulings() {
        return rulings;
    }

    PlanRulings read() {
        FileItem.Plan node = compilation.tree().root().plan().orElse(null);
        if (node == null) {
            return this;
        }
        for (PlanItem item : node.items()) {
            if (item instanceof PlanItem.Doctrine doctrine) {
                for (Name pack : doctrine.packs()) {
                    if (!pack.isMissing() && names.isPack(pack.text(), pack.span())) {
                        packs.add(pack.text());
                    }
                }
                doctrine.settings().forEach(setting -> setting(setting, node));
            }
        }
        return this;
    }

    private void setting(RuleSetting setting, FileItem.Plan node) {
        Name rule = setting.rule();
        if (rule.isMissing() || !names.isRule(rule.text(), rule.span(), true)) {
            return;
        }
        List<Location> regions = List.of();
        Clause.In in = setting.clause(Clause.In.class).orElse(null);
        if (in != null) {
            String path = WrittenName.of(in.path());
            regions = regions(path, node);
            if (regions.isEmpty()) {
                if (!path.isEmpty()) {
                    names.say(DoctrineMessage.UNKNOWN_PART, in.path().span(), path);
                }
                return;
            }
        }
        Ruling.Effect effect =
                switch (setting.level()) {
                    case DENY -> Ruling.Effect.DENY;
                    case WARN -> Ruling.Effect.WARN;
                    case ALLOW -> Ruling.Effect.ALLOW;
                };
        rulings.add(new Ruling(effect, rule.text(), names.at(rule.span()), regions));
    }

    /** Where a batch, a step or a step of a batch stands, its scripts included; empty where there is none. */
    private List<Location> regions(String path, FileItem.Plan node) {
        String plan = node.name().text() + ".";
        String part = path.startsWith(plan) ? path.substring(plan.length()) : path;
        List<Location> regions = new ArrayList<>();
        for (PlanItem item : node.items()) {
            if (item instanceof PlanItem.Batch batch) {
                String name = batch.name().text();
                boolean whole = name.equals(part);
                if (whole) {
                    region(batch, regions);
                    script(undo(name, null), regions);
                }
                for (BatchItem inner : batch.items()) {
                    if (inner instanceof BatchItem.Step step) {
                        String own = step.name().text();
                        if (whole || own.equals(part) || (name + "." + own).equals(part)) {
                            region(step, regions);
                            script(forward(name, own), regions);
                            script(undo(name, own), regions);
                        }
                    }
                }
            }
        }
        return regions;
    }

    private void region(Node node, List<Location> regions) {
        regions.add(names.at(node.span()));
    }

    private static void script(List<Statement> statements, List<Location> regions) {
        statements.forEach(statement -> regions.add(statement.location()));
    }

    private List<Statement> forward(String batch, String step) {
        Step found = step(batch, step);
        return found == null ? List.of() : found.statements();
    }

    private List<Statement> undo(String batch, @Nullable String step) {
        Undo undo = null;
        if (step == null) {
            Batch found = batch(batch);
            undo = found == null ? null : found.undo();
        } else {
            Step found = step(batch, step);
            undo = found == null ? null : found.undo();
        }
        return undo instanceof Undo.Authored authored ? authored.statements() : List.of();
    }

    private @Nullable Batch batch(String name) {
        Plan plan = compilation.draft();
        if (plan != null) {
            for (Batch batch : plan.batches()) {
                if (batch.name().equals(name)) {
                    return batch;
                }
            }
        }
        return null;
    }

    private @Nullable Step step(String batchName, String name) {
        Batch batch = batch(batchName);
        if (batch != null) {
            for (Step step : batch.steps()) {
                if (step.address().step().equals(name)) {
                    return step;
                }
            }
        }
        return null;
    }
}
