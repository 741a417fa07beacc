package org.lupomig.analysis;

import java.util.Collection;
import java.util.List;
import org.lupomig.doctrine.Catalogue;
import org.lupomig.doctrine.Rule;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.diagnostic.NearestName;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Looks up the rules and packs that a text names, and says which there are not. */
final class RuleNames {
    private final Catalogue catalogue = Catalogue.builtIn();
    private final SourceText text;
    private final List<Diagnostic> said;

    RuleNames(SourceText text, List<Diagnostic> said) {
        this.text = text;
        this.said = said;
    }

    Location at(Span span) {
        return Location.of(text, span);
    }

    void say(DoctrineMessage message, Span span, Object... arguments) {
        said.add(Diagnostic.of(message, at(span), arguments));
    }

    boolean isPack(String name, Span span) {
        boolean known = catalogue.packs().contains(name);
        if (!known) {
            unknown(DoctrineMessage.UNKNOWN_PACK, name, span, catalogue.packs());
        }
        return known;
    }

    /**
     * Whether there is a rule that something can be said of.
     *
     * @param inPlan whether it is said in a plan, where some rules are the compiler's
     */
    boolean isRule(String name, Span span, boolean inPlan) {
        Rule rule = catalogue.find(name);
        if (rule == null || !rule.name().equals(name)) {
            unknown(DoctrineMessage.UNKNOWN_RULE, name, span, catalogue.names());
            return false;
        }
        if (rule.byCompiler() && inPlan) {
            say(DoctrineMessage.RULE_OF_THE_COMPILER, span, name, rule.code());
            return false;
        }
        return true;
    }

    private void unknown(DoctrineMessage message, String name, Span span, Collection<String> known) {
        Rule byCode = catalogue.find(name);
        String near = byCode != null && message == DoctrineMessage.UNKNOWN_RULE
                ? byCode.name()
                : NearestName.of(name, known).orElse(null);
        String hint = near != null
                ? "Did you mean '" + near + "'?"
                : known.size() < 8
                        ? "There are " + String.join(", ", known) + "."
                        : "lupomig rules lists those there are.";
        Diagnostic diagnostic = Diagnostic.of(message, at(span), name, hint);
        said.add(
                near == null
                        ? diagnostic
                        : diagnostic.withFix("change to '" + near + "'", new Edit(text.name(), span, near)));
    }
}
