package org.lupomig.model.source;

/** Takes the indentation of a raw block away. */
final class BlockText {
    private BlockText() {}

    static MappedText strip(String source, Span inner) {
        MappedText.Builder out = MappedText.builder(source);
        int start = afterBlankFirstLine(source, inner);
        int indent = commonIndent(source, start, inner.end());
        int at = start;
        while (at < inner.end()) {
            int next = nextLine(source, at, inner.end());
            int skipped = Math.min(indentOf(source, at, next), indent);
            boolean lastAndBlank = next == inner.end() && isBlank(source, at, next);
            if (!lastAndBlank) {
                out.append(new Span(at + skipped, next));
            }
            at = next;
        }
        return out.build();
    }

    private static int afterBlankFirstLine(String source, Span inner) {
        int next = nextLine(source, inner.start(), inner.end());
        boolean hasMore = next < inner.end() || (next > inner.start() && isLineEnd(source.charAt(next - 1)));
        return hasMore && isBlank(source, inner.start(), next) ? next : inner.start();
    }

    private static int commonIndent(String source, int start, int end) {
        int common = Integer.MAX_VALUE;
        int at = start;
        while (at < end) {
            int next = nextLine(source, at, end);
            if (!isBlank(source, at, next)) {
                common = Math.min(common, indentOf(source, at, next));
            }
            at = next;
        }
        return common;
    }

    private static int nextLine(String source, int at, int end) {
        int i = at;
        while (i < end && !isLineEnd(source.charAt(i))) {
            i++;
        }
        if (i + 1 < end && source.charAt(i) == '\r' && source.charAt(i + 1) == '\n') {
            return i + 2;
        }
        return Math.min(i + 1, end);
    }

    private static int indentOf(String source, int at, int end) {
        int i = at;
        while (i < end && (source.charAt(i) == ' ' || source.charAt(i) == '\t')) {
            i++;
        }
        return i - at;
    }

    private static boolean isBlank(String source, int at, int end) {
        int i = at + indentOf(source, at, end);
        return i == end || isLineEnd(source.charAt(i));
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
