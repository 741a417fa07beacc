package org.lupomig.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @TempDir
    Path temporary = Path.of("");

    private Path top = Path.of("");
    private Path plans = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        top = temporary.toRealPath();
        plans = Files.createDirectories(top.resolve("a/plans"));
    }

    @Test
    void isTheNearestFolderWithSettings() throws IOException {
        Files.createFile(top.resolve("lupomig.properties"));
        assertThat(Project.at(plans, top).folder()).isEqualTo(top);

        Files.createFile(top.resolve("a/lupomig.properties"));
        assertThat(Project.at(plans, top).folder()).isEqualTo(top.resolve("a"));
    }

    @Test
    void isThePlansOwnFolderWithoutSettings() {
        Project project = Project.at(plans, top);

        assertThat(project.folder()).isEqualTo(plans);
        assertThat(project.settings()).isNull();
        assertThat(project.state()).isEqualTo(plans.resolve(".lupomig"));
    }

    @Test
    void namesFilesFromItsFolderWithForwardSlashes() {
        Project project = Project.at(plans, top);

        assertThat(project.nameOf(plans.resolve("sql/a.sql"))).isEqualTo("sql/a.sql");
        assertThat(project.nameOf(top.resolve("a/shared/a.sql"))).isEqualTo("../shared/a.sql");
        assertThat(project.fileOf("../shared/a.sql")).isEqualTo(top.resolve("a/shared/a.sql"));
    }

    @Test
    void showsFilesAsTheyAreTypedHere() {
        assertThat(Project.at(plans, top).shown("sql/a.sql")).isEqualTo("a/plans/sql/a.sql");
        assertThat(Project.at(plans, plans).shown("sql/a.sql")).isEqualTo("sql/a.sql");
        assertThat(Project.at(plans, plans.resolve("sql")).shown("b.sql")).isEqualTo("../b.sql");
        assertThat(Project.at(plans, plans).shown(plans)).isEqualTo(".");
    }
}
