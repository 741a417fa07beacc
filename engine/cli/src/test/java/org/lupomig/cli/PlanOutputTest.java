package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.lupomig.testkit.GoldenFiles;
import org.w3c.dom.Element;

/** A plan as a script and as a picture, as they come out. */
class PlanOutputTest {
    private static final Path GOLDEN = Path.of("src/test/golden/plan");

    private static TestShell.Result plan(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "plan";
        arguments[1] = "shop.lupomig";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return TestShell.in(GOLDEN.toAbsolutePath()).run(arguments);
    }

    @Test
    void asAScript() {
        TestShell.Result result = plan("--sql");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("geheim");
        GoldenFiles.check(GOLDEN.resolve("shop.sql"), result.out());
    }

    @Test
    void asAPicture() throws Exception {
        TestShell.Result result = plan("--graph", "svg");

        assertThat(result.status()).as(result.err()).isZero();
        GoldenFiles.check(GOLDEN.resolve("shop.svg"), result.out());
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(result.out().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(9);
        assertThat(plan("--graph", "svg").out()).isEqualTo(result.out());
    }

    @Test
    void aScriptIsNothingElse() {
        for (String other : new String[] {"--graph=dot", "--against=main", "--format=json"}) {
            TestShell.Result result = plan("--sql", other);
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out() + result.err()).contains("LM9001", "--sql goes with neither");
        }
    }
}
