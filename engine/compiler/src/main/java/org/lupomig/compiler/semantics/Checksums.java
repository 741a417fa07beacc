package org.lupomig.compiler.semantics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.Node;
import org.lupomig.compiler.syntax.SyntaxToken;
import org.lupomig.compiler.syntax.SyntaxTree;
import org.lupomig.compiler.syntax.Text;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/**
 * Pins what was compiled. A checksum is taken of the plan's words before parameters are put in, without blanks and
 * comments between them, of the files as they are but for their line ends, and of the values of the parameters used.
 */
final class Checksums {
    private static final int PIECE = 1 << 16;

    private final SyntaxTree tree;
    private final Map<Integer, Text> texts = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final int[] tokenStarts;

    Checksums(SyntaxTree tree) {
        this.tree = tree;
        tokenStarts = new int[tree.tokens().size()];
        for (int i = 0; i < tokenStarts.length; i++) {
            tokenStarts[i] = tree.tokens().get(i).span().start();
        }
        collectTexts(tree.root());
    }

    /** The checksum of a part of the plan. */
    String of(Span span, List<SourceText> pinned, SortedMap<String, String> parameters) {
        StringBuilder content = new StringBuilder(span.length() + 64);
        words(span, content);
        for (SourceText file : pinned) {
            field(content, "file", files.computeIfAbsent(file.name(), name -> digestOfLines(file.text())));
        }
        parameters.forEach((name, value) -> field(content, "param " + name, value));
        return sha256(content.toString());
    }

    /**
     * The checksum of the whole plan.
     *
     * @param parts checksums of its steps, and of what else names files
     */
    String ofPlan(FileItem.Plan plan, List<String> parts, SortedMap<String, String> parameters) {
        StringBuilder content = new StringBuilder(tree.source().length());
        words(tree.root().span(), content);
        field(content, "plan", plan.name().text());
        parts.forEach(part -> field(content, "part", part));
        parameters.forEach((name, value) -> field(content, "param " + name, value));
        return sha256(content.toString());
    }

    /** The checksum of a part of the plan's own words, without some of its texts. */
    String ofWords(Span span, Set<Integer> without) {
        StringBuilder content = new StringBuilder(span.length());
        words(span, content, without);
        return cut(sha256(content.toString()));
    }

    /** A digest that tells texts apart; not to be relied on against those who want two texts to have the same. */
    static String shortDigest(String content) {
        return cut(sha256(content));
    }

    /** The same of what many parts say one after the other, of which there may be very many. */
    static <T> String shortDigest(List<T> parts, Function<T, String> content) {
        MessageDigest digest = sha256();
        parts.forEach(part -> digest.update(content.apply(part).getBytes(StandardCharsets.UTF_8)));
        return cut(HexFormat.of().formatHex(digest.digest()));
    }

    private static String cut(String digest) {
        return digest.substring(0, 20);
    }

    private void words(Span span, StringBuilder content) {
        words(span, content, Set.of());
    }

    private void words(Span span, StringBuilder content, Set<Integer> without) {
        int token = Arrays.binarySearch(tokenStarts, span.start());
        for (int i = token >= 0 ? token : -token - 1; i < tokenStarts.length && tokenStarts[i] < span.end(); i++) {
            SyntaxToken word = tree.tokens().get(i);
            if (word.kind().isTrivia() || without.contains(tokenStarts[i])) {
                continue;
            }
            Text text = texts.get(tokenStarts[i]);
            if (text == null) {
                field(content, "word", tree.source().slice(word.span()));
            } else {
                text(text, content);
            }
        }
    }

    /** A text by what it says: neither the indentation of a raw block nor the line ends of the file count. */
    private static void text(Text text, StringBuilder content) {
        StringBuilder chunk = new StringBuilder();
        StringBuilder value = new StringBuilder();
        for (Text.Part part : text.parts()) {
            if (part instanceof Text.Chunk more) {
                chunk.append(more.value());
            } else if (part instanceof Text.Placeholder placeholder) {
                field(value, "chunk", unixLines(chunk.toString()));
                chunk.setLength(0);
                field(value, "parameter", placeholder.name().text());
            }
        }
        field(value, "chunk", unixLines(chunk.toString()));
        field(content, text.form() == Text.Form.RAW ? "raw" : "quoted", value.toString());
    }

    private void collectTexts(Node root) {
        List<Node> open = new ArrayList<>();
        open.add(root);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (node instanceof Text text && !text.isMissing()) {
                texts.put(text.span().start(), text);
            } else {
                open.addAll(node.children());
            }
        }
    }

    /** The digest of a text with Unix line ends, made piece by piece: a script may be large. */
    private static String digestOfLines(String text) {
        MessageDigest digest = sha256();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PIECE);
            // neither a pair of surrogates nor a line end is cut in two
            while (to < text.length()
                    && (Character.isHighSurrogate(text.charAt(to - 1)) || text.charAt(to - 1) == '\r')) {
                to++;
            }
            digest.update(unixLines(text.substring(from, to)).getBytes(StandardCharsets.UTF_8));
            from = to;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String unixLines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Length first, so that no two lists of fields are written the same. */
    private static void field(StringBuilder content, String name, String value) {
        content.append(name)
                .append(' ')
                .append(value.length())
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static String sha256(String content) {
        return HexFormat.of().formatHex(sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
