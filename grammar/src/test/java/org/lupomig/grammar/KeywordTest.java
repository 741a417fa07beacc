package org.lupomig.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.junit.jupiter.api.Test;

/** Holds the table of keywords, the lexer and the parser to each other. */
final class KeywordTest {
    private static final ATN GRAMMAR = LupomigParser._ATN;

    /** The rules in which the keywords of a place stand; of elements, without the word that they begin with. */
    private static final Map<Place, int[]> RULES = Map.ofEntries(
            Map.entry(Place.PLAN_HEADER, new int[] {LupomigParser.RULE_planClause}),
            Map.entry(Place.DATABASE, new int[] {LupomigParser.RULE_databaseClause}),
            Map.entry(Place.SCHEMA, new int[] {LupomigParser.RULE_schemaClause, LupomigParser.RULE_onClause}),
            Map.entry(Place.TABLE, new int[] {LupomigParser.RULE_tableClause}),
            Map.entry(Place.RULE, new int[] {LupomigParser.RULE_ruleClause, LupomigParser.RULE_becauseClause}),
            Map.entry(Place.PARAM, new int[] {LupomigParser.RULE_param}),
            Map.entry(Place.BATCH_HEADER, new int[] {
                LupomigParser.RULE_batchClause,
                LupomigParser.RULE_onClause,
                LupomigParser.RULE_requiresClause,
                LupomigParser.RULE_conflictsClause,
                LupomigParser.RULE_rollbackClause
            }),
            Map.entry(Place.FREEZE, new int[] {LupomigParser.RULE_freeze, LupomigParser.RULE_becauseClause}),
            Map.entry(Place.BACKUP, new int[] {LupomigParser.RULE_backup, LupomigParser.RULE_intoClause}),
            Map.entry(Place.STEP_HEADER, new int[] {
                LupomigParser.RULE_onClause,
                LupomigParser.RULE_requiresClause,
                LupomigParser.RULE_optionalClause,
                LupomigParser.RULE_conflictsClause,
                LupomigParser.RULE_whenClause,
                LupomigParser.RULE_rollbackClause
            }),
            Map.entry(Place.UNDO, new int[] {LupomigParser.RULE_undo, LupomigParser.RULE_becauseClause}),
            Map.entry(Place.ALLOW, new int[] {LupomigParser.RULE_allow, LupomigParser.RULE_becauseClause}),
            Map.entry(Place.FILES_HEADER, new int[] {LupomigParser.RULE_files}),
            Map.entry(Place.FILE_ACTION, new int[] {
                LupomigParser.RULE_header,
                LupomigParser.RULE_replace,
                LupomigParser.RULE_move,
                LupomigParser.RULE_archive,
                LupomigParser.RULE_timesClause
            }),
            Map.entry(Place.COPY, new int[] {LupomigParser.RULE_copyClause}),
            Map.entry(Place.VALIDATE_HEADER, new int[] {LupomigParser.RULE_validatePart}),
            Map.entry(Place.EXPRESSION, new int[] {
                LupomigParser.RULE_expression,
                LupomigParser.RULE_conjunction,
                LupomigParser.RULE_negation,
                LupomigParser.RULE_comparisonTail,
                LupomigParser.RULE_primary
            }));

    /** The rules that list the elements of a body, and those among them that do not belong there. */
    private static final Map<Place, int[]> BODIES = Map.of(
            Place.FILE, new int[] {LupomigParser.RULE_fileItem, LupomigParser.RULE_misplacedInFile},
            Place.PLAN, new int[] {LupomigParser.RULE_planItem, LupomigParser.RULE_misplacedInPlan},
            Place.BATCH, new int[] {LupomigParser.RULE_batchItem, LupomigParser.RULE_misplacedInBatch},
            Place.STEP, new int[] {LupomigParser.RULE_stepItem, LupomigParser.RULE_misplacedInStep},
            Place.FILES, new int[] {LupomigParser.RULE_fileAction},
            Place.DOCTRINE, new int[] {LupomigParser.RULE_ruleSetting},
            Place.VALIDATE, new int[] {LupomigParser.RULE_check});

    @Test
    void theLexerKnowsTheKeywordsOfTheTableAndNoOthers() {
        Set<String> words = new TreeSet<>();
        for (int type = 1; type <= LupomigLexer.VOCABULARY.getMaxTokenType(); type++) {
            String literal = LupomigLexer.VOCABULARY.getLiteralName(type);
            if (literal != null && Character.isLetter(literal.charAt(1))) {
                words.add(literal.replace("'", ""));
                Keyword keyword = Keyword.ofToken(type);
                assertThat(keyword).as(literal).isNotNull();
            }
        }
        Set<String> table = new TreeSet<>();
        for (Keyword keyword : Keyword.values()) {
            if (keyword.isToken()) {
                table.add(keyword.word());
            }
        }
        assertThat(table).isEqualTo(words);
    }

    @Test
    void aWordThatIsNoTokenIsANameToTheLexerOrAnotherKeyword() {
        for (Keyword keyword : Keyword.values()) {
            LupomigLexer lexer = new LupomigLexer(new PlanStream("keyword", keyword.word()));
            int type = lexer.nextToken().getType();
            Keyword lexed = Keyword.ofToken(type);
            assertThat(type == LupomigLexer.NAME
                            || (lexed != null && lexed.word().equals(keyword.word())))
                    .as(keyword.word())
                    .isTrue();
        }
    }

    @Test
    void theParserTakesKeywordsWhereTheTableSaysAndNowhereElse() {
        for (Place place : Place.values()) {
            Set<Keyword> inGrammar = place.isBody() ? elements(place) : words(place);
            Set<Keyword> inTable = EnumSet.noneOf(Keyword.class);
            for (Keyword keyword : Keyword.values()) {
                if (keyword.isToken() && keyword.fits(place)) {
                    inTable.add(keyword);
                }
            }
            assertThat(inGrammar).as("%s", place).isEqualTo(inTable);
        }
    }

    @Test
    void everyKeywordHasASentence() {
        for (Keyword keyword : Keyword.values()) {
            assertThat(keyword.doc()).as(keyword.word()).endsWith(".").doesNotContain("\n");
        }
    }

    private static Set<Keyword> elements(Place place) {
        int[] rules = BODIES.getOrDefault(place, new int[0]);
        Set<Keyword> first = keywords(GRAMMAR.nextTokens(GRAMMAR.ruleToStartState[rules[0]]));
        if (rules.length > 1) {
            first.removeAll(keywords(GRAMMAR.nextTokens(GRAMMAR.ruleToStartState[rules[1]])));
        }
        return first;
    }

    private static Set<Keyword> words(Place place) {
        Set<Keyword> words = EnumSet.noneOf(Keyword.class);
        for (int rule : RULES.getOrDefault(place, new int[0])) {
            Set<Keyword> inRule = EnumSet.noneOf(Keyword.class);
            collect(GRAMMAR.ruleToStartState[rule], new HashSet<>(), inRule);
            boolean isElement =
                    GRAMMAR.nextTokens(GRAMMAR.ruleToStartState[rule]).size() == 1;
            if (isElement) {
                Keyword first = Keyword.ofToken(
                        GRAMMAR.nextTokens(GRAMMAR.ruleToStartState[rule]).getMinElement());
                if (first != null && first.beginsElement()) {
                    inRule.remove(first);
                }
            }
            words.addAll(inRule);
        }
        return words;
    }

    /** The keywords that stand in a rule itself, not in those that it calls. */
    private static void collect(ATNState state, Set<Integer> seen, Set<Keyword> found) {
        if (!seen.add(state.stateNumber)) {
            return;
        }
        for (Transition transition : state.getTransitions()) {
            if (transition.label() != null) {
                found.addAll(keywords(transition.label()));
            }
            if (transition instanceof RuleTransition call) {
                collect(call.followState, seen, found);
            } else if (transition.target.ruleIndex == state.ruleIndex) {
                collect(transition.target, seen, found);
            }
        }
    }

    private static Set<Keyword> keywords(IntervalSet types) {
        Set<Keyword> keywords = EnumSet.noneOf(Keyword.class);
        for (int type : types.toArray()) {
            Keyword keyword = type == Token.EPSILON ? null : Keyword.ofToken(type);
            if (keyword != null) {
                keywords.add(keyword);
            }
        }
        return keywords;
    }
}
