package org.lupomig.compiler.semantics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.Doc;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.Name;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.compiler.syntax.RuleSetting;
import org.lupomig.model.plan.Version;

/** Reads what a plan says of itself. */
final class Headers {
    private Headers() {}

    static Version version(FileItem.Plan plan) {
        return new Version(plan.clause(Clause.Version.class)
                .map(clause -> clause.number().text())
                .orElse(""));
    }

    /** The text of a doc comment, or empty. */
    static String doc(Optional<Doc> doc) {
        return doc.map(Doc::text).orElse("");
    }

    /** The rule packs named. Which packs and rules there are is for the doctrine to say. */
    static List<String> packs(FileItem.Plan plan, Values values) {
        Set<String> packs = new LinkedHashSet<>();
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Doctrine doctrine) {
                for (Name pack : doctrine.packs()) {
                    if (!pack.isMissing()) {
                        packs.add(pack.text());
                    }
                }
                for (RuleSetting setting : doctrine.settings()) {
                    setting.clause(Clause.Because.class).ifPresent(clause -> values.fill(clause.reason()));
                }
            }
        }
        return List.copyOf(packs);
    }
}
