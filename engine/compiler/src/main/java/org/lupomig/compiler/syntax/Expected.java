package org.lupomig.compiler.syntax;

import java.util.IdentityHashMap;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.lupomig.grammar.LupomigParser;

/** Which tokens may come next. Remembers what may follow each element, because its siblings ask the same. */
final class Expected {
    private final IdentityHashMap<RuleContext, IntervalSet> afterRule = new IdentityHashMap<>();

    /** What may stand at the parser's place; {@link Token#EPSILON} is among it when the rule may end here. */
    IntervalSet here(Parser parser) {
        return parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
    }

    /** What may stand at the parser's place, be it inside the rule or after it. */
    IntervalSet hereOrAfter(Parser parser) {
        return resolved(here(parser), parser.getContext());
    }

    /** What may stand after the one token that must stand at the parser's place. */
    IntervalSet afterToken(Parser parser) {
        ATN atn = parser.getATN();
        return resolved(atn.nextTokens(atn.states.get(parser.getState()).transition(0).target), parser.getContext());
    }

    /** What may stand after the rule of {@code context}. */
    IntervalSet after(RuleContext context) {
        IntervalSet known = afterRule.get(context);
        if (known != null) {
            return known;
        }
        IntervalSet after;
        if (context.parent == null || context.invokingState < 0) {
            after = IntervalSet.of(Token.EOF);
        } else {
            ATN atn = LupomigParser._ATN;
            RuleTransition call =
                    (RuleTransition) atn.states.get(context.invokingState).transition(0);
            after = resolved(atn.nextTokens(call.followState), context.parent);
        }
        afterRule.put(context, after);
        return after;
    }

    /**
     * Whether exactly one token must stand where the rule ends that is being read, and {@code type} could follow it.
     */
    boolean onlyLacksOne(Parser parser, int type) {
        RuleContext context = parser.getContext();
        if (context.parent == null || context.invokingState < 0) {
            return false;
        }
        ATN atn = LupomigParser._ATN;
        ATNState state = ((RuleTransition) atn.states.get(context.invokingState).transition(0)).followState;
        while (state.onlyHasEpsilonTransitions() && state.getNumberOfTransitions() == 1) {
            state = state.transition(0).target;
        }
        return state.getNumberOfTransitions() == 1
                && !state.onlyHasEpsilonTransitions()
                && atn.nextTokens(state.transition(0).target).contains(type);
    }

    private IntervalSet resolved(IntervalSet tokens, RuleContext context) {
        if (!tokens.contains(Token.EPSILON)) {
            return tokens;
        }
        IntervalSet all = new IntervalSet(tokens);
        all.remove(Token.EPSILON);
        all.addAll(after(context));
        return all;
    }
}
