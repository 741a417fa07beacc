package org.lupomig.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The invariants of ARCHITECTURE.md that bytecode shows. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.lupomig");

    @Test
    void theModelKnowsNobody() {
        classes()
                .that()
                .resideInAPackage("org.lupomig.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.lupomig.model..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void compilingIsPure() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.lupomig.compiler..",
                        "org.lupomig.sql..",
                        "org.lupomig.grammar..",
                        "org.lupomig.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "org.jdbi..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void theOrchestratorReachesOutThroughItsPorts() {
        classes()
                .that()
                .resideInAPackage("org.lupomig.orchestrator..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.lupomig.orchestrator..",
                        "org.lupomig.model..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math..",
                        "java.io",
                        "java.nio.charset",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCompilerKnowsTheGrammar() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.lupomig.compiler..", "org.lupomig.grammar..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.lupomig.grammar..", "org.antlr..")
                .check(CLASSES);
    }

    @Test
    void onlyTheDoctrineKnowsTheRuleEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.lupomig.doctrine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(CLASSES);
    }

    @Test
    void theDoctrineKnowsFactsOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.lupomig.doctrine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.lupomig.compiler..",
                        "org.lupomig.sql..",
                        "org.lupomig.analysis..",
                        "org.lupomig.grammar..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreTalksToDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.lupomig.store..", "org.lupomig.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.mariadb..")
                .check(CLASSES);
    }

    @Test
    void timeIsHandedIn() {
        noClasses()
                .that()
                .resideInAnyPackage("org.lupomig.orchestrator..", "org.lupomig.store..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.lupomig.testkit..", "org.lupomig.bench..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)").check(CLASSES);
    }
}
