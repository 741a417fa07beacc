package org.lupomig.doctrine.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lupomig.doctrine.Catalogue;
import org.lupomig.doctrine.RuleHeader;

/**
 * Run when the project is built: puts rules as classes, their catalogue and their pages beside the module's classes.
 */
public final class RuleBuild {
    private static final String MODEL = "org/lupomig/doctrine/model";
    private static final String STAMP = "rules.stamp";

    private RuleBuild() {}

    /**
     * Builds the rules, where they or what they are made with has changed.
     *
     * @param args the folder of the rules, and the folder of the module's classes
     */
    public static void main(String[] args) throws IOException {
        Path rules = Path.of(args[0]);
        Path classes = Path.of(args[1]);
        Path stamp = classes.resolveSibling(STAMP);
        String inputs = Inputs.digest(rules, classes);
        if (Files.exists(classes.resolve(MODEL))
                && Files.exists(stamp)
                && Files.readString(stamp).equals(inputs)) {
            return;
        }
        Files.deleteIfExists(stamp);
        List<RuleFolder> folders = RuleFolder.all(rules);
        RuleCode code =
                RuleCode.of(folders.stream().filter(RuleFolder::hasRules).toList());
        clear(classes.resolve(RuleCode.PACKAGE.replace('.', '/')));
        clear(classes.resolve(Catalogue.PAGES));
        for (var file : code.files().entrySet()) {
            Path path = classes.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, file.getValue());
        }
        Files.createDirectories(classes.resolve(Catalogue.PAGES));
        StringBuilder catalogue = new StringBuilder();
        for (RuleFolder folder : folders) {
            catalogue
                    .append(RuleHeader.comment(folder.drl()))
                    .append('\n')
                    .append(Catalogue.FACTS)
                    .append(String.join(" ", folder.facts()))
                    .append('\n');
            write(classes.resolve(Catalogue.PAGES + folder.rule().name() + ".md"), RulePage.of(folder));
        }
        write(classes.resolve(Catalogue.RESOURCE), catalogue.toString());
        write(classes.resolve(MODEL), code.model());
        write(stamp, inputs);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
