package org.lupomig.model.diagnostic;

import java.util.List;

/** Fills {@code {0}} … {@code {9}} in a message template. {@link java.text.MessageFormat} would eat quotes. */
public final class MessageTemplate {
    private MessageTemplate() {}

    /**
     * The template with its places filled; a place without an argument stays as it is.
     *
     * @param template text with places such as {@code {0}}
     * @param arguments values by place
     */
    public static String fill(String template, List<String> arguments) {
        StringBuilder out = new StringBuilder(template.length() + 32);
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (c == '{' && i + 2 < template.length() && template.charAt(i + 2) == '}') {
                int index = template.charAt(i + 1) - '0';
                if (index >= 0 && index < arguments.size()) {
                    out.append(arguments.get(index));
                    i += 3;
                    continue;
                }
            }
            out.append(c);
            i++;
        }
        return out.toString();
    }
}
