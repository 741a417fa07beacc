package org.lupomig.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : Repository.files(".md")) {
            if (page.toString().replace('\\', '/').contains("/engine/doctrine/rules/")) {
                // links in it are those of the page that is made of it, in docs/rules
                continue;
            }
            Matcher links = LINK.matcher(Repository.read(page));
            while (links.find()) {
                String target = links.group(1);
                if (!target.contains("://") && !target.startsWith("mailto:")) {
                    Path folder = page.getParent();
                    if (folder == null || !Files.exists(folder.resolve(target))) {
                        broken.add(Repository.root().relativize(page) + " -> " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
