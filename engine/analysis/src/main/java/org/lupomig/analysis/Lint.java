package org.lupomig.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.analysis.facts.PlanFacts;
import org.lupomig.analysis.facts.ScriptFacts;
import org.lupomig.compiler.Compilation;
import org.lupomig.doctrine.Doctrine;
import org.lupomig.doctrine.Ruling;
import org.lupomig.doctrine.Terms;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.ParameterText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;
import org.lupomig.sql.ScriptDialect;
import org.lupomig.sql.ScriptUse;
import org.lupomig.sql.SqlScript;

/**
 * Holds plans and scripts to the doctrine. The same text gets the same verdict in an editor, on a command line, in a
 * run.
 */
public final class Lint {
    /** The pack that plans are always held to. */
    public static final String OF_PLANS = "plan";

    /** The pack that scripts without a plan are held to where nothing is configured. */
    public static final String OF_SCRIPTS = "mariadb";

    private Lint() {}

    /**
     * What the doctrine says of a plan and its scripts, besides what the compiler says.
     *
     * @return by file, offset, code and text
     */
    public static List<Diagnostic> plan(Compilation compilation, DoctrineSettings settings) {
        TreeSet<Diagnostic> said = new TreeSet<>();
        List<Diagnostic> wrong = new ArrayList<>();
        PlanRulings own = new PlanRulings(compilation, wrong).read();
        List<Ruling> rulings = new ArrayList<>(own.rulings());
        Plan plan = compilation.draft();
        if (plan != null) {
            statements(plan).forEach((file, statements) -> {
                SourceText text = compilation.source(file);
                if (text != null) {
                    new CommentRulings(text, true, rulings, wrong).read(statements);
                }
            });
        }
        Set<String> packs = new LinkedHashSet<>(settings.packs());
        packs.add(OF_PLANS);
        packs.addAll(own.packs());
        said.addAll(wrong);
        said.addAll(Doctrine.judge(
                PlanFacts.of(compilation), new Terms(packs, settings.levels(), settings.options(), rulings)));
        return List.copyOf(said);
    }

    /** All statements of a plan by the file they stand in. */
    private static Map<String, List<Statement>> statements(Plan plan) {
        Map<String, List<Statement>> byFile = new HashMap<>();
        for (Batch batch : plan.batches()) {
            undo(batch.undo(), byFile);
            for (Step step : batch.steps()) {
                add(step.statements(), byFile);
                undo(step.undo(), byFile);
            }
        }
        return byFile;
    }

    private static void undo(Undo undo, Map<String, List<Statement>> byFile) {
        if (undo instanceof Undo.Authored authored) {
            add(authored.statements(), byFile);
        }
    }

    private static void add(List<Statement> statements, Map<String, List<Statement>> byFile) {
        for (Statement statement : statements) {
            byFile.computeIfAbsent(statement.location().file(), file -> new ArrayList<>())
                    .add(statement);
        }
    }

    /**
     * What the doctrine says of a script for MariaDB that is checked without a plan. In it a parameter, <code>
     * &#36;{name}
     * </code>, stands for its name.
     *
     * @return by file, offset, code and text
     */
    public static List<Diagnostic> script(SourceText text, DoctrineSettings settings) {
        MappedText filled =
                ParameterText.substitute(MappedText.identity(text.text()), name -> name, (name, span) -> {});
        List<Statement> statements = SqlScript.read(filled, text, null, ScriptUse.FORWARD, ScriptDialect.DEFAULT)
                .statements();
        TreeSet<Diagnostic> said = new TreeSet<>();
        List<Diagnostic> wrong = new ArrayList<>();
        List<Ruling> rulings = new ArrayList<>();
        new CommentRulings(text, false, rulings, wrong).read(statements);
        Set<String> packs = settings.packs().isEmpty() ? Set.of(OF_SCRIPTS) : Set.copyOf(settings.packs());
        said.addAll(wrong);
        said.addAll(Doctrine.judge(
                ScriptFacts.ofFile(statements), new Terms(packs, settings.levels(), settings.options(), rulings)));
        return List.copyOf(said);
    }
}
