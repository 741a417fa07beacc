package org.lupomig.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.doctrine.Catalogue;
import org.lupomig.doctrine.Rule;
import org.lupomig.doctrine.build.RuleFolder;
import org.lupomig.doctrine.build.RulePage;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.sql.SqlMessage;
import org.lupomig.testkit.GoldenFiles;

/** Every folder in {@code engine/doctrine/rules}: a rule is added by adding one, and nothing else. */
class RuleFoldersTest {
    private static final Path RULES = Path.of("../doctrine/rules");
    private static final List<RuleFolder> FOLDERS = RuleFolder.all(RULES);
    private static final int LEAST = 2;
    private static final List<String> KINDS = List.of("bad", "good", "edge");

    @TestFactory
    Stream<DynamicContainer> everyRule() {
        return FOLDERS.stream()
                .map(folder -> DynamicContainer.dynamicContainer(
                        folder.rule().code() + "-" + folder.rule().name(), tests(folder)));
    }

    private static List<DynamicTest> tests(RuleFolder folder) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("is whole", () -> isWhole(folder)));
        tests.add(DynamicTest.dynamicTest("finds what its cases say", () -> cases(folder)));
        for (String kind : KINDS) {
            for (Path file : folder.cases(kind)) {
                RuleCase one = new RuleCase(file, folder.rule());
                tests.add(DynamicTest.dynamicTest(file.getFileName() + " " + kind, () -> holds(kind, one)));
            }
        }
        return tests;
    }

    private static void isWhole(RuleFolder folder) throws IOException {
        assertThat(folder.cases("bad")).as("bad cases").hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(folder.cases("good")).as("good cases").hasSizeGreaterThanOrEqualTo(LEAST);
        for (String part : RulePage.PARTS) {
            assertThat(folder.page()).as("the page").contains("## " + part + "\n");
        }
        for (String line : folder.drl().lines().toList()) {
            if (line.startsWith("rule ")) {
                String name = line.substring(5).strip();
                assertThat(name.equals("\"" + folder.rule().name() + "\"")
                                || name.startsWith("\"" + folder.rule().name() + ": "))
                        .as("a rule in rule.drl is called like its folder, with a colon behind it: " + name)
                        .isTrue();
            }
            assertThat(line.strip())
                    .as("rules only report")
                    .doesNotStartWith("salience")
                    .doesNotStartWith("agenda-group")
                    .doesNotStartWith("activation-group");
        }
    }

    /** The expected findings: {@code CASE.diag} beside each case, none where nothing is found. */
    private static void cases(RuleFolder folder) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String kind : KINDS) {
            for (Path file : folder.cases(kind)) {
                String said = new RuleCase(file, folder.rule()).golden();
                if (!said.isEmpty()) {
                    files.put(file.getFileName() + ".diag", said);
                }
            }
        }
        GoldenFiles.in(folder.path(), "").checkOnly(".diag", files);
    }

    private static void holds(String kind, RuleCase one) {
        if (kind.equals("bad")) {
            assertThat(one.found()).as("findings").isNotEmpty();
        } else if (kind.equals("good")) {
            assertThat(one.found()).as("findings").isEmpty();
        }
        if (!kind.equals("edge")) {
            assertThat(one.otherErrors()).as("other mistakes in it").isEmpty();
        }
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(one.shuffled(seed)).as("with facts in another order").isEqualTo(one.shuffled(null));
        }
        RuleCase mended = one.mended();
        if (mended != null) {
            assertThat(mended.found().stream().filter(d -> !d.fixes().isEmpty()).toList())
                    .as("findings once all are fixed")
                    .isEmpty();
        }
    }

    @Test
    void codesAndNamesAreGivenOnce() {
        List<Rule> rules = FOLDERS.stream().map(RuleFolder::rule).toList();
        assertThat(rules).extracting(Rule::code).doesNotHaveDuplicates();
        assertThat(rules).extracting(Rule::name).doesNotHaveDuplicates();
        for (Rule rule : rules) {
            assertThat(rule.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(rule.summary()).endsWith(".").doesNotContain("|");
            if (rule.byCompiler()) {
                assertThat(codeOfTheCompiler(rule)).isEqualTo(rule.name());
            } else {
                assertThat(rule.code()).matches("LM3[1-9][0-9][0-9]");
            }
        }
    }

    /** The name of the compiler's message; the rule's own where it differs only in the name. */
    private static String codeOfTheCompiler(Rule rule) {
        for (MessageType message : Stream.<MessageType>concat(
                        Stream.of(CompilerMessage.values()), Stream.of(SqlMessage.values()))
                .toList()) {
            if (message.code().equals(rule.code())) {
                boolean same = rule.message().isEmpty() || rule.message().equals(message.template());
                return same && message.severity() == rule.level().severity() ? rule.name() : message.title();
            }
        }
        return "no such code";
    }

    @Test
    void theCatalogueIsWhatTheFoldersSay() {
        assertThat(Catalogue.builtIn().rules())
                .containsExactlyInAnyOrderElementsOf(
                        FOLDERS.stream().map(RuleFolder::rule).toList());
    }

    @Test
    void thePagesAreFresh() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("README.md", RulePage.index(FOLDERS));
        for (RuleFolder folder : FOLDERS) {
            pages.put(folder.rule().name() + ".md", RulePage.of(folder));
        }
        GoldenFiles.check(Path.of("../../docs/rules"), pages);
    }

    @Test
    void nothingElseIsInTheFolders() throws IOException {
        for (RuleFolder folder : FOLDERS) {
            try (Stream<Path> files = Files.list(folder.path())) {
                assertThat(files.map(file -> String.valueOf(file.getFileName())))
                        .allMatch(name -> name.equals(RuleFolder.RULE)
                                || name.equals(RuleFolder.PAGE)
                                || name.equals("files")
                                || name.matches("(bad|good|edge)-[a-z0-9-]+\\.(sql|lupomig)(\\.diag)?"));
            }
        }
    }
}
