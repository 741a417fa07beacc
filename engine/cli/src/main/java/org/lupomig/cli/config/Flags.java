package org.lupomig.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;

/** Options of the form {@code NAME=VALUE}, in the order given. */
public final class Flags {
    private Flags() {}

    /** {@code --database NAME=URL}. */
    public static Answer<Map<String, String>> databases(List<String> given) {
        return read(given, "--database", CliMessage.MALFORMED_DATABASE);
    }

    /** {@code --param NAME=VALUE}; the value may be empty. */
    public static Answer<Map<String, String>> parameters(List<String> given) {
        return read(given, "--param", CliMessage.MALFORMED_PARAMETER);
    }

    private static Answer<Map<String, String>> read(List<String> given, String option, CliMessage malformed) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String text : new ArrayList<>(given)) {
            int equals = text.indexOf('=');
            boolean emptyUrl = malformed == CliMessage.MALFORMED_DATABASE && equals == text.length() - 1;
            String name = text.substring(0, Math.max(0, equals));
            // an address without a name before it, cut at the first option
            boolean noName = name.isEmpty() || name.contains("://");
            if (noName || emptyUrl) {
                return Answer.no(malformed, Shown.of(text));
            }
            if (values.put(name, text.substring(equals + 1)) != null) {
                return Answer.no(CliMessage.GIVEN_TWICE, option, name);
            }
        }
        return Answer.of(values);
    }
}
