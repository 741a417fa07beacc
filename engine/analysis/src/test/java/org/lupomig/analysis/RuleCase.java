package org.lupomig.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.analysis.facts.PlanFacts;
import org.lupomig.analysis.facts.ScriptFacts;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.Sources;
import org.lupomig.doctrine.Catalogue;
import org.lupomig.doctrine.Doctrine;
import org.lupomig.doctrine.Rule;
import org.lupomig.doctrine.Terms;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.sql.SqlScript;
import org.lupomig.testkit.DiagnosticText;

/**
 * One case of a rule: a script, or a plan. Lines {@code -- option: NAME = VALUE} (in plans with {@code //}) set options
 * of the rule.
 */
final class RuleCase {
    private static final Pattern OPTION = Pattern.compile("(?m)^(?:--|//) option: ([a-z-]+) = (.*)$");

    private final Path file;
    private final Rule rule;
    private final SourceText text;
    private final Map<String, SourceText> sources = new HashMap<>();

    RuleCase(Path file, Rule rule) {
        this(file, rule, read(file));
    }

    private RuleCase(Path file, Rule rule, String text) {
        this.file = file;
        this.rule = rule;
        this.text = SourceText.of(String.valueOf(file.getFileName()), text);
        sources.put(this.text.name(), this.text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isPlan() {
        return text.name().endsWith(".lupomig");
    }

    /** What is said of it with the rule's code. */
    List<Diagnostic> found() {
        List<Diagnostic> all = new ArrayList<>();
        if (isPlan()) {
            Compilation compilation = compile();
            all.addAll(compilation.diagnostics());
            all.addAll(Lint.plan(compilation, settings()));
        } else {
            all.addAll(Lint.script(text, settings()));
        }
        return all.stream()
                .filter(diagnostic -> diagnostic.type().code().equals(rule.code()))
                .sorted()
                .toList();
    }

    /** Errors of the compiler that have nothing to do with the rule: a case is to compile but for them. */
    List<String> otherErrors() {
        if (!isPlan()) {
            return List.of();
        }
        return compile().diagnostics().stream()
                .filter(diagnostic -> !diagnostic.type().code().equals(rule.code()))
                .map(Diagnostic::message)
                .toList();
    }

    /** What is found where the facts come in another order; whatever pack they are of. */
    List<Diagnostic> shuffled(@Nullable Long seed) {
        List<Object> facts = new ArrayList<>(
                isPlan()
                        ? PlanFacts.of(compile())
                        : ScriptFacts.ofFile(SqlScript.read(MappedText.identity(text.text()), text, null)
                                .statements()));
        if (seed != null) {
            Collections.shuffle(facts, new Random(seed));
        }
        return Doctrine.judge(facts, new Terms(Set.copyOf(Catalogue.builtIn().packs()), Map.of(), Map.of(), List.of()));
    }

    private DoctrineSettings settings() {
        Map<String, String> options = new HashMap<>();
        Matcher option = OPTION.matcher(text.text());
        while (option.find()) {
            options.put(option.group(1), option.group(2).strip());
        }
        return new DoctrineSettings(List.of(rule.pack()), Map.of(), Map.of(rule.name(), options));
    }

    private Compilation compile() {
        Path folder = file.resolveSibling("");
        Sources files = (from, path) -> {
            Path named = folder.resolve(path);
            if (!Files.exists(named)) {
                return new Sources.Unreadable(Sources.Reason.MISSING);
            }
            SourceText found = SourceText.of(path, read(named));
            sources.put(path, found);
            return new Sources.Found(found);
        };
        return Compiler.compile(text, files, CompileOptions.at("20260101000000"));
    }

    /** The findings as people read and review them. */
    String golden() {
        return DiagnosticText.of(name -> sources.getOrDefault(name, text), found());
    }

    /** The case with the first fix of each finding applied; null where none has any. */
    @Nullable
    RuleCase mended() {
        List<Edit> edits = new ArrayList<>();
        for (Diagnostic diagnostic : found()) {
            if (!diagnostic.fixes().isEmpty()) {
                edits.addAll(diagnostic.fixes().get(0).edits());
            }
        }
        if (edits.isEmpty() || edits.stream().anyMatch(edit -> !edit.file().equals(text.name()))) {
            return null;
        }
        StringBuilder out = new StringBuilder(text.text());
        edits.stream()
                .distinct()
                .sorted((a, b) -> b.span().compareTo(a.span()))
                .forEach(edit -> out.replace(edit.span().start(), edit.span().end(), edit.text()));
        return new RuleCase(file, rule, out.toString());
    }
}
