package org.lupomig.compiler.semantics;

import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.SqlLikeness;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.diagnostic.Diagnostic;

/** Tells SQL from the path of a file, where one stands in the quotes of the other. */
final class ScriptForm {
    private static final String RAW = "\"\"\"";

    private ScriptForm() {}

    /** Whether the content of a raw block is the path of a script, and no statement. */
    static boolean isPath(String text) {
        String path = text.strip();
        return path.length() > 4
                && path.regionMatches(true, path.length() - 4, ".sql", 0, 4)
                && path.chars().noneMatch(c -> Character.isWhitespace(c) || c == ';' || c == '\'');
    }

    static Diagnostic sqlInQuotes(Report report, Text text, String sql) {
        Diagnostic said = report.of(CompilerMessage.SQL_IN_QUOTES, text.span(), SqlLikeness.firstWord(sql));
        String raw = raw(text);
        return raw.contains(RAW)
                ? said
                : said.withFix(
                        "write it between " + RAW,
                        report.edit(text.span(), RAW + raw + (raw.endsWith("\"") ? " " : "") + RAW));
    }

    static Diagnostic pathInRawBlock(Report report, Text text, String path) {
        Diagnostic said = report.of(CompilerMessage.FILE_IN_RAW_BLOCK, text.span(), path);
        String quoted = '"' + text.value().strip().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return said.withFix("change to " + quoted, report.edit(text.span(), quoted));
    }

    /** What a raw block, which knows no escapes, has to hold to say the same. */
    private static String raw(Text text) {
        StringBuilder raw = new StringBuilder();
        for (Text.Part part : text.parts()) {
            if (part instanceof Text.Placeholder placeholder) {
                raw.append("${").append(placeholder.name().text()).append('}');
            } else if (part instanceof Text.Chunk chunk) {
                raw.append(chunk.value().replace("${", "$${"));
            }
        }
        return raw.toString();
    }
}
