package org.lupomig.compiler.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.Place;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/**
 * Puts the braces right before the parser sees them, so that one that is missing costs one message and no tree.
 *
 * <p>Which brace is missing cannot be told from the braces alone. Three things tell: an element that begins a line and
 * cannot belong to the open body, how lines are indented, and whether the rest of the file has braces enough.
 */
final class BlockRepair {
    private final List<PlanToken> tokens;
    private final Problems problems;
    private final List<PlanToken> repaired;
    private final Deque<Block> open = new ArrayDeque<>();
    /** How many more braces close than open from a token to the end. */
    private final int[] closersFrom;

    private @Nullable Head head;
    /** The first token of the element or line that was read last: what an opening brace without a head belongs to. */
    private PlanToken lineHead;
    /**
     * Blocks that were closed by their indentation although the braces are even: as many closing braces are too many.
     */
    private int closedEarly;

    private BlockRepair(List<PlanToken> tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
        this.repaired = new ArrayList<>(tokens.size() + 8);
        this.lineHead = tokens.get(0);
        closersFrom = new int[tokens.size() + 1];
        for (int i = tokens.size() - 1; i >= 0; i--) {
            int type = tokens.get(i).getType();
            int change = type == LupomigLexer.RBRACE ? 1 : type == LupomigLexer.LBRACE ? -1 : 0;
            closersFrom[i] = closersFrom[i + 1] + change;
        }
    }

    /** An element whose block has yet to begin. */
    private record Head(@Nullable Place place, PlanToken token, String phrase, boolean needsBlock) {}

    /**
     * A block that is open.
     *
     * @param place null when it is the block of something unknown
     * @param brace its opening brace; missing when there is none in the text
     */
    private record Block(@Nullable Place place, PlanToken token, String phrase, PlanToken brace) {}

    /** The tokens with the braces that are missing, without those that are too many. */
    static List<PlanToken> repair(List<PlanToken> tokens, Problems problems) {
        return new BlockRepair(tokens, problems).repair();
    }

    private List<PlanToken> repair() {
        for (int i = 0; i < tokens.size(); i++) {
            PlanToken token = tokens.get(i);
            boolean begins = token.startsLine || i == 0 || isBrace(tokens.get(i - 1));
            openBefore(token);
            if (token.startsLine) {
                closeBefore(i);
            }
            if (begins) {
                lineHead = token;
                noteHead(i);
            }
            switch (token.getType()) {
                case LupomigLexer.LBRACE -> {
                    Head owner = head;
                    open.push(
                            owner == null
                                    ? new Block(null, lineHead, "this '{'", token)
                                    : new Block(owner.place, owner.token, owner.phrase, token));
                    head = null;
                    repaired.add(token);
                }
                case LupomigLexer.RBRACE -> close(i);
                case Token.EOF -> {
                    openMissing();
                    closeMissing(open.size());
                    repaired.add(token);
                }
                default -> repaired.add(token);
            }
        }
        return repaired;
    }

    /** Before an element of a block that has not begun: begins it. */
    private void openBefore(PlanToken token) {
        Head owner = head;
        Keyword keyword = token.keyword();
        if (owner != null && keyword != null && owner.place != null && keyword.fits(owner.place)) {
            openMissing(true);
        }
    }

    /** Before a line: opens the block that the element before it should have, closes those that it cannot belong to. */
    private void closeBefore(int i) {
        PlanToken token = tokens.get(i);
        Keyword keyword = token.keyword();
        if (keyword == null || !keyword.beginsElement()) {
            return;
        }
        openMissing();
        Block inner = open.peek();
        if (inner == null || fits(keyword, inner.place)) {
            return;
        }
        int unclosed = blocksInsideOneFor(keyword);
        boolean missing = open.size() > closersFrom[i];
        boolean outdented = token.indent <= inner.token.indent;
        boolean closes = beginsBlock(i, keyword) ? missing || outdented : missing && outdented;
        if (unclosed > 0 && closes) {
            closedEarly += Math.max(0, Math.min(unclosed, closersFrom[i] - (open.size() - unclosed)));
            closeMissing(unclosed);
        }
    }

    /** How many open blocks lie inside the innermost that the keyword may stand in; 0 when there is none. */
    private int blocksInsideOneFor(Keyword keyword) {
        int inside = 0;
        for (Block block : open) {
            if (fits(keyword, block.place)) {
                return inside;
            }
            inside++;
        }
        return 0;
    }

    private static boolean fits(Keyword keyword, @Nullable Place place) {
        return place != null && keyword.fits(place);
    }

    /** Whether a line begins with {@code batch NAME}, {@code step NAME} or {@code validate PHASE}. */
    private boolean beginsBlock(int i, Keyword keyword) {
        PlanToken next = tokens.get(i + 1);
        return (keyword == Keyword.BATCH || keyword == Keyword.STEP || keyword == Keyword.VALIDATE)
                && !next.startsLine
                && (next.is(LupomigLexer.NAME) || next.is(LupomigLexer.STRING) || next.is(LupomigLexer.LBRACE));
    }

    private void noteHead(int i) {
        PlanToken token = tokens.get(i);
        Keyword keyword = token.keyword();
        if (keyword == null && head == null && token.is(LupomigLexer.NAME)) {
            keyword = meantKeyword(i);
        }
        if (keyword == null || !keyword.beginsElement()) {
            return;
        }
        Place place =
                switch (keyword) {
                    case PLAN -> Place.PLAN;
                    case BATCH -> Place.BATCH;
                    case STEP -> Place.STEP;
                    case VALIDATE -> Place.VALIDATE;
                    case FILES -> Place.FILES;
                    case DOCTRINE -> Place.DOCTRINE;
                    default -> null;
                };
        if (place == null) {
            head = null;
        } else {
            PlanToken next = tokens.get(i + 1);
            boolean named = next.is(LupomigLexer.NAME) && !next.startsLine;
            boolean word = keyword == Keyword.VALIDATE || keyword == Keyword.FILES;
            String quote = word ? "" : "'";
            String phrase = keyword.word() + (named ? " " + quote + next.getText() + quote : "");
            head = new Head(place, token, phrase, place != Place.DOCTRINE);
        }
    }

    /** The keyword that a mistyped first word of an element was meant to be. */
    private @Nullable Keyword meantKeyword(int i) {
        PlanToken next = tokens.get(i + 1);
        boolean argument = next.is(LupomigLexer.NAME) || next.is(LupomigLexer.STRING) || next.keyword() != null;
        if (next.startsLine || !argument) {
            return null;
        }
        Block block = open.peek();
        Place place = open.isEmpty() || block == null ? Place.FILE : block.place;
        return place == null ? null : NearKeyword.in(place, tokens.get(i).getText());
    }

    private void openMissing() {
        openMissing(false);
    }

    /**
     * Begins the block of an element that should have one, and says whether it did; {@code sure} when it must even if
     * it may do without.
     */
    private boolean openMissing(boolean sure) {
        Head owner = head;
        if (owner == null) {
            return false;
        }
        head = null;
        PlanToken before = lastRepaired();
        boolean begins = sure || (owner.needsBlock && !before.is(LupomigLexer.COMMA));
        if (!begins) {
            return false;
        }
        PlanToken brace = PlanToken.missing(LupomigLexer.LBRACE, before.end());
        if (!before.spokenOf) {
            problems.report(problems.at(
                            CompilerMessage.MISSING_OPENING_BRACE,
                            brace.span(),
                            PlanToken.describe(before),
                            owner.phrase)
                    .withFix("insert '{'", problems.insert(before.end(), " {")));
        }
        repaired.add(brace);
        open.push(new Block(owner.place, owner.token, owner.phrase, brace));
        return true;
    }

    private void close(int i) {
        PlanToken token = tokens.get(i);
        Head owner = head;
        if (owner != null && owner.needsBlock) {
            boolean belongsOutside = open.size() >= closersFrom[i];
            if (openMissing(false) && belongsOutside) {
                closeMissing(1);
            }
        }
        head = null;
        while (token.startsLine && open.size() > 1 && open.size() > closersFrom[i] && isDeeper(token)) {
            closeMissing(1);
        }
        if (open.isEmpty() || isTooMany(i)) {
            drop(token);
        } else {
            open.pop();
            repaired.add(token);
        }
    }

    /** Whether the innermost block began deeper than a closing brace stands, and another did not. */
    private boolean isDeeper(PlanToken closer) {
        Block inner = open.getFirst();
        return inner.token.indent > closer.indent
                && open.stream().skip(1).anyMatch(block -> block.token.indent == closer.indent);
    }

    /** Whether a closing brace leaves more of them than there are blocks, and what follows belongs before it. */
    private boolean isTooMany(int i) {
        Keyword next = tokens.get(i + 1).keyword();
        if (closersFrom[i] <= open.size() || next == null || !next.beginsElement()) {
            return false;
        }
        Block inner = open.getFirst();
        Block outer = open.stream().skip(1).findFirst().orElse(null);
        Place around = outer == null ? Place.FILE : outer.place;
        return fits(next, inner.place) && !fits(next, around);
    }

    private void drop(PlanToken token) {
        if (closedEarly > 0) {
            closedEarly--;
        } else {
            problems.report(problems.at(CompilerMessage.UNOPENED_BRACE, token.span())
                    .withFix("remove it", problems.replace(token.span(), "")));
        }
    }

    /** Closes the innermost blocks behind what was read; those that end in one place are one mistake. */
    private void closeMissing(int count) {
        Diagnostic diagnostic = null;
        StringBuilder braces = new StringBuilder();
        int offset = lastRepaired().end();
        for (int n = 0; n < count; n++) {
            Block block = open.pop();
            repaired.add(PlanToken.missing(LupomigLexer.RBRACE, offset));
            if (PlanToken.isMissing(block.brace)) {
                continue;
            }
            Span span = block.brace.span();
            braces.append(problems.newLine(block.token.indent)).append('}');
            diagnostic = diagnostic == null
                    ? problems.at(CompilerMessage.MISSING_CLOSING_BRACE, span, block.phrase)
                    : diagnostic.withRelated(problems.location(span), block.phrase + " is not closed either");
        }
        if (diagnostic != null && !lastSwallowsMore() && !problems.isCutShort()) {
            String title = braces.length() > 0 && braces.indexOf("}") == braces.lastIndexOf("}")
                    ? "insert '}'"
                    : "insert the missing '}'";
            problems.report(diagnostic.withFix(title, problems.insert(offset, braces.toString())));
        }
    }

    /** Whether the last token has swallowed what follows it, braces too, and that has been said. */
    private boolean lastSwallowsMore() {
        for (int i = repaired.size() - 1; i >= 0; i--) {
            if (!PlanToken.isMissing(repaired.get(i))) {
                PlanToken last = repaired.get(i);
                boolean mayHold =
                        last.is(LupomigLexer.RAW_BLOCK) || last.getText().indexOf('}') >= 0;
                return last.spokenOf && mayHold;
            }
        }
        return false;
    }

    private PlanToken lastRepaired() {
        return repaired.isEmpty() ? PlanToken.missing(Token.EOF, 0) : repaired.get(repaired.size() - 1);
    }

    private static boolean isBrace(PlanToken token) {
        return token.is(LupomigLexer.LBRACE) || token.is(LupomigLexer.RBRACE);
    }
}
