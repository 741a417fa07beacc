package org.lupomig.compiler.syntax;

import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser;
import org.lupomig.grammar.Place;

/** Names the places of the grammar as messages speak of them. */
final class Contexts {
    private Contexts() {}

    /** The part that is being read, such as the header of a step. */
    static Place place(RuleContext context, IntervalSet expected) {
        boolean inHeader = expected.contains(LupomigLexer.LBRACE);
        for (RuleContext at = context; at != null; at = at.parent) {
            Place place = place(at.getRuleIndex(), inHeader);
            if (place != null) {
                return place;
            }
        }
        return Place.FILE;
    }

    private static @Nullable Place place(int rule, boolean inHeader) {
        return switch (rule) {
            case LupomigParser.RULE_file -> Place.FILE;
            case LupomigParser.RULE_plan -> inHeader ? Place.PLAN_HEADER : Place.PLAN;
            case LupomigParser.RULE_database -> Place.DATABASE;
            case LupomigParser.RULE_schema -> Place.SCHEMA;
            case LupomigParser.RULE_table -> Place.TABLE;
            case LupomigParser.RULE_doctrine -> Place.DOCTRINE;
            case LupomigParser.RULE_ruleSetting -> Place.RULE;
            case LupomigParser.RULE_param -> Place.PARAM;
            case LupomigParser.RULE_batch -> inHeader ? Place.BATCH_HEADER : Place.BATCH;
            case LupomigParser.RULE_freeze -> Place.FREEZE;
            case LupomigParser.RULE_backup -> Place.BACKUP;
            case LupomigParser.RULE_step -> inHeader ? Place.STEP_HEADER : Place.STEP;
            case LupomigParser.RULE_undo -> Place.UNDO;
            case LupomigParser.RULE_allow -> Place.ALLOW;
            case LupomigParser.RULE_files -> inHeader ? Place.FILES_HEADER : Place.FILES;
            case LupomigParser.RULE_header,
                    LupomigParser.RULE_replace,
                    LupomigParser.RULE_move,
                    LupomigParser.RULE_archive -> Place.FILE_ACTION;
            case LupomigParser.RULE_copy -> Place.COPY;
            case LupomigParser.RULE_validate -> inHeader ? Place.VALIDATE_HEADER : Place.VALIDATE;
            case LupomigParser.RULE_expression -> Place.EXPRESSION;
            default -> null;
        };
    }

    /** The body that a keyword's element stands in, such as {@code a batch}; several are joined by "or". */
    static String bodies(Keyword keyword) {
        StringBuilder phrases = new StringBuilder();
        for (Place place : keyword.places()) {
            if (place.isBody()) {
                phrases.append(phrases.length() == 0 ? "" : " or ").append(place.phrase());
            }
        }
        return phrases.toString();
    }
}
