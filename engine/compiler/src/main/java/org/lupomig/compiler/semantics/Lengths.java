package org.lupomig.compiler.semantics;

import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Name;
import org.lupomig.model.source.Span;

/** How long names may be: what is too long here would be refused by a database in the middle of a run. */
final class Lengths {
    /** Of a plan, a batch or a step: what the tables hold in which the engine remembers them. */
    private static final int NAME = 512;

    private static final int VERSION = 128;

    /** Of whatever has a name inside MariaDB. */
    private static final int IDENTIFIER = 64;

    private Lengths() {}

    /** Says so where the name of a plan, batch or step is too long. */
    static void name(String kind, Name name, Report report) {
        check("the name of this " + kind, name.text(), NAME, name.span(), report);
    }

    /** Says so where a version is too long. */
    static void version(String version, Span span, Report report) {
        check("the version", version, VERSION, span, report);
    }

    /** Says so where a text of the plan that is kept with it is too long. */
    static void text(String what, String text, Span span, Report report) {
        check(what, text, NAME, span, report);
    }

    /** Says so where the name of a schema or table of MariaDB is too long. */
    static void identifier(String kind, String name, Span span, Report report) {
        check("the name of this " + kind, name, IDENTIFIER, span, report);
    }

    private static void check(String what, String text, int most, Span span, Report report) {
        int length = text.length() <= most ? 0 : text.codePointCount(0, text.length());
        if (length > most) {
            report.say(CompilerMessage.TOO_LONG, span, what, length, most);
        }
    }
}
