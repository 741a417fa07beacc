package org.lupomig.doctrine;

import java.util.Collection;
import java.util.function.Function;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.lupomig.model.doctrine.SuppressionUnused;

/** The rules as the rule engine has them. Made once, used from any thread. */
final class RuleBase {
    /** The resource that names the class in which the rules are; written when the project is built. */
    static final String MODEL = "org/lupomig/doctrine/model";

    private static final String GLOBAL = "findings";

    private final KieBase rules;

    private RuleBase(KieBase rules) {
        this.rules = rules;
    }

    /** The rules that come along, loaded when they are first asked. */
    static RuleBase builtIn() {
        return BuiltIn.BASE;
    }

    private static final class BuiltIn {
        private static final RuleBase BASE = load();

        private BuiltIn() {}

        private static RuleBase load() {
            try {
                Object model = Class.forName(Catalogue.resource(MODEL).strip())
                        .getDeclaredConstructor()
                        .newInstance();
                return new RuleBase(KieBaseBuilder.createKieBaseFromModel((Model) model));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the rules were not built", e);
            }
        }
    }

    /**
     * Asks the rules.
     *
     * @param asked gives the rule of a name that is to be asked; null for one that is not
     * @param later gives the facts that come when all rules have run
     */
    void run(Collection<?> facts, Sink sink, AskedRules asked, Function<Sink, Collection<SuppressionUnused>> later) {
        KieSession session = rules.newKieSession();
        try {
            session.setGlobal(GLOBAL, sink);
            facts.forEach(session::insert);
            AgendaFilter filter = match -> {
                Rule rule = asked.rule(match.getRule().getName());
                if (rule == null) {
                    return false;
                }
                sink.run(rule);
                return true;
            };
            session.fireAllRules(filter);
            Collection<SuppressionUnused> unused = later.apply(sink);
            if (!unused.isEmpty()) {
                unused.forEach(session::insert);
                session.fireAllRules(filter);
            }
        } finally {
            session.dispose();
        }
    }
}
