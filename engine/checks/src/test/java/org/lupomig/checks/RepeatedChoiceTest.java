package org.lupomig.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A regular expression that repeats a choice needs a stack as deep as the text is long, and a text of some ten thousand
 * characters ends the thread that reads it. One that never gives back what it has taken does not.
 */
class RepeatedChoiceTest {
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]++|\\\\.)*+)\"");

    @Test
    void noneIsInTheCode() {
        List<String> found = Repository.files(".java").stream()
                .filter(file -> file.toString().replace('\\', '/').contains("/src/main/"))
                .flatMap(file -> repeated(Repository.read(file)).stream().map(part -> file.getFileName() + ": " + part))
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void theyAreFound() {
        assertThat(repeated("x(\"a(?:b|cc)*d\", \"(\\\\)|b)+\");")).containsExactly("(?:b|cc)*", "(\\\\)|b)+");
        assertThat(repeated("x(\"a(?:b|cc)*+d\", \"(b|c)++(?:d)*[(b|c)]*\", \"\\\\(b|c\\\\)*\");"))
                .isEmpty();
    }

    private static List<String> repeated(String code) {
        List<String> found = new ArrayList<>();
        Matcher text = TEXT.matcher(code);
        while (text.find()) {
            found.addAll(repeatedIn(text.group(1)));
        }
        return found;
    }

    /** Of a text as Java writes it, in which two backslashes are one. */
    private static List<String> repeatedIn(String text) {
        List<String> found = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += text.startsWith("\\\\", i) ? 2 : 1;
            } else if (c == '[' && text.indexOf(']', i) > 0) {
                i = text.indexOf(']', i);
            } else if (c == '(') {
                open.push(i);
            } else if (c == ')' && !open.isEmpty()) {
                String group = text.substring(open.pop(), i + 1);
                char times = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                boolean keeps = i + 2 < text.length() && text.charAt(i + 2) == '+';
                if (group.indexOf('|') >= 0 && (times == '*' || times == '+') && !keeps) {
                    found.add(group + times);
                }
            }
        }
        return found;
    }
}
