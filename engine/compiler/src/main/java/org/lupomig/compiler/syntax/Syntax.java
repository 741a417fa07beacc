package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigParser;
import org.lupomig.grammar.LupomigParser.FileContext;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Reads the text of a plan. */
public final class Syntax {
    /** How long a text may be, in UTF-16 code units. */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    /** How many levels of braces and parentheses a text may have, and an expression of operators. */
    public static final int MAX_NESTING = 200;

    private Syntax() {}

    /**
     * The syntax tree of a text. Never throws on account of the text: what is wrong with it is among the diagnostics,
     * and the tree holds what could be made of the rest.
     *
     * @param source a text of any content
     */
    public static SyntaxTree parse(SourceText source) {
        Problems problems = new Problems(source);
        if (source.length() > MAX_LENGTH) {
            problems.report(CompilerMessage.FILE_TOO_LARGE, Span.at(0), source.length(), MAX_LENGTH);
            SyntaxToken all = new SyntaxToken(SyntaxToken.Kind.UNKNOWN, new Span(0, source.length()));
            return new SyntaxTree(source, new PlanFile(all.span(), List.of()), List.of(all), problems.ordered());
        }
        TokenReader.Tokens read = TokenReader.read(problems);
        List<PlanToken> tokens = Nesting.bound(read.meaningful(), problems);
        KeywordsInContext.settle(tokens);
        List<PlanToken> limited = StepLimits.outOfHeaders(OtherWords.settle(tokens, problems), problems);
        FileContext file = parse(BlockRepair.repair(limited, problems), problems);
        PlanFile root = new TreeBuilder(problems, read.docs()).file(file);
        return new SyntaxTree(source, root, SyntaxTokens.tile(source, read.all()), problems.ordered());
    }

    /**
     * Most texts are right, and are read without asking what could come next; only one that is not is read again, with
     * recovery.
     */
    private static FileContext parse(List<PlanToken> tokens, Problems problems) {
        LupomigParser parser = new LupomigParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parser.file();
        } catch (ParseCancellationException mistaken) {
            parser.setTokenStream(new CommonTokenStream(new ListTokenSource(new ArrayList<Token>(tokens))));
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(new Recovery(problems));
            return parser.file();
        }
    }
}
