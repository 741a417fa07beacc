package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.Span;

/**
 * Finds steps whose effects depend on which of them comes first, with nothing to say which does: one touches what the
 * other creates, alters, moves or drops, or both change the same rows, or one reads what the other writes.
 *
 * <p>Steps are walked in the plan's order, and each use of a thing is compared with those before it up to one that
 * covers them: what is ordered between neighbours is ordered between all.
 */
final class MissingOrder {
    /** Past so many, it is said of each. */
    private static final int MOST_COMPARED = 100;

    private final PlanOrder order;
    private final Report report;
    private final StepCounts names;
    private final Map<Thing, List<Use>> seen = new HashMap<>();
    private final Set<Thing> created = new HashSet<>();
    private final Map<String, Pair> unordered = new LinkedHashMap<>();
    private final Map<Integer, List<Pair>> missing = new TreeMap<>();

    MissingOrder(PlanOrder order, StepCounts names, Report report) {
        this.order = order;
        this.names = names;
        this.report = report;
    }

    /** Two steps without an order: the later one should require the earlier. */
    private record Pair(Thing thing, Use later, Use earlier) {}

    /** Says what is missing among steps in the plan's order. */
    void check(List<StepDraft> steps) {
        Relatives relatives = Relatives.of(steps);
        for (StepDraft step : steps) {
            if (!step.statements().isEmpty()) {
                StepUses.of(step, relatives).forEach(this::compare);
            }
        }
        unordered.values().forEach(pair -> keep(directed(pair)));
        missing.values().forEach(pairs -> {
            for (Pair pair : pairs) {
                boolean follows =
                        pairs.size() <= MOST_COMPARED && pairs.stream().anyMatch(stronger -> implies(stronger, pair));
                if (!follows) {
                    say(pair);
                }
            }
        });
    }

    /** Whether an order after one step is an order after the other too. */
    private boolean implies(Pair stronger, Pair weaker) {
        StepDeclaration earlier = stronger.earlier().step().declaration();
        StepDeclaration otherEarlier = weaker.earlier().step().declaration();
        if (earlier.index() == otherEarlier.index()) {
            return false;
        }
        boolean wholeBatch = earlier.batch() == otherEarlier.batch()
                && earlier.batch() != stronger.later().step().declaration().batch();
        if (order.isBefore(otherEarlier, earlier)) {
            return true;
        }
        // a batch waits for another as a whole; of steps without an order the first in the file is named
        return wholeBatch && earlier.index() < otherEarlier.index() && !order.isBefore(earlier, otherEarlier);
    }

    private void compare(Thing thing, Use use) {
        List<Use> before = seen.computeIfAbsent(thing, t -> new ArrayList<>());
        for (Iterator<Use> earlier = before.iterator(); earlier.hasNext(); ) {
            Use first = earlier.next();
            if (first.kind().matters(use.kind())
                    && compare(thing, first, use)
                    && use.kind().covers(first.kind())) {
                earlier.remove();
            }
        }
        before.add(use);
        if (use.kind() == Use.Kind.CREATES) {
            created.add(thing);
        }
    }

    /** Whether the two are in order, or will be when what is said of them is mended. */
    private boolean compare(Thing thing, Use first, Use second) {
        StepDeclaration a = first.step().declaration();
        StepDeclaration b = second.step().declaration();
        if (order.isBefore(a, b)) {
            return true;
        }
        if (order.eitherFirst(a, b)) {
            // the author knows of the two, and says that either may come first
            return false;
        }
        unordered.merge(
                a.index() + " " + b.index(),
                new Pair(thing, second, first),
                (known, next) -> isDecided(known) || !isDecided(next) ? known : next);
        return true;
    }

    private boolean isDecided(Pair pair) {
        return isFirst(pair.thing(), pair.earlier(), pair.later())
                || isFirst(pair.thing(), pair.later(), pair.earlier());
    }

    /** Puts what has to come first first. */
    private Pair directed(Pair pair) {
        Use first = pair.earlier();
        Use second = pair.later();
        boolean inFile =
                first.step().declaration().index() < second.step().declaration().index();
        boolean secondLater = isFirst(pair.thing(), first, second) || (inFile && !isFirst(pair.thing(), second, first));
        return secondLater ? pair : new Pair(pair.thing(), first, second);
    }

    /** Whether one comes first by what it does: what stands first in the file does not matter then. */
    private boolean isFirst(Thing thing, Use one, Use other) {
        if (other.kind() == Use.Kind.NEEDS_GONE) {
            return true;
        }
        if (one.kind() == Use.Kind.CREATES) {
            return other.kind() != Use.Kind.DROPS && other.kind() != Use.Kind.CREATES;
        }
        if (other.kind() == Use.Kind.DROPS) {
            // where something takes the place of what is dropped, the file says which of the two is meant
            return one.kind() != Use.Kind.DROPS && !created.contains(thing);
        }
        boolean bothAdd = adds(one) && adds(other);
        boolean bothTake = takes(one) && takes(other);
        return other.kind() == Use.Kind.READS_KEYS && one.kind() == Use.Kind.WRITES && (bothAdd || bothTake);
    }

    private static boolean adds(Use use) {
        return RowChange.of(use.statement().fact()).inserts();
    }

    private static boolean takes(Use use) {
        return RowChange.of(use.statement().fact()).deletes();
    }

    private void keep(Pair pair) {
        if (hasWrongRequires(pair.later()) || hasWrongRequires(pair.earlier())) {
            // What is missing may be just what a misspelt name was to say.
            return;
        }
        if (hasWrongName(pair.later()) || hasWrongName(pair.earlier())) {
            // A name that is given twice, or is none: what requires it means one of the two, or neither.
            return;
        }
        missing.computeIfAbsent(pair.later().step().declaration().index(), step -> new ArrayList<>())
                .add(pair);
    }

    private boolean hasWrongRequires(Use use) {
        return use.step()
                .declaration()
                .node()
                .clause(Clause.Requires.class)
                .filter(requires -> report.hasErrorWithin(requires.span()))
                .isPresent();
    }

    private boolean hasWrongName(Use use) {
        StepDeclaration step = use.step().declaration();
        return step.name().isEmpty() || !names.isOnly(step);
    }

    private void say(Pair pair) {
        Thing thing = pair.thing();
        Use later = pair.later();
        Use earlier = pair.earlier();
        StepDeclaration step = later.step().declaration();
        String name = earlier.step().declaration().nameFor(step.batch());
        Diagnostic said = Diagnostic.of(
                CompilerMessage.MISSING_ORDER,
                later.statement().location(),
                step.name(),
                later.verb(thing),
                thing,
                name,
                earlier.verb(thing));
        said = said.withRelated(
                earlier.statement().location(), "'" + name + "' " + earlier.plainVerb(thing) + " it here");
        report.say(led(led(said, later), earlier).withFix("insert 'requires " + name + "'", require(step, name)));
    }

    /** Says too where that is defined which leads to the thing. */
    private static Diagnostic led(Diagnostic said, Use use) {
        Use.Relative relative = use.relative();
        return relative == null
                ? said
                : said.withRelated(relative.definition().location(), relative.words() + " is made here");
    }

    private Edit require(StepDeclaration step, String name) {
        Clause.Requires requires = step.node().clause(Clause.Requires.class).orElse(null);
        if (requires != null && !requires.targets().isEmpty()) {
            Reference last = requires.targets().get(requires.targets().size() - 1);
            return report.edit(Span.at(last.span().end()), ", " + name);
        }
        return report.edit(Span.at(step.node().name().span().end()), " requires " + name);
    }
}
