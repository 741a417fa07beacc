package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.RowFact.Into;

/** Reads where the answer of a query goes. */
final class IntoClause {
    private IntoClause() {}

    /** What begins with {@code INTO} at token {@code at}; moves the cursor behind its variables or its file. */
    static Into read(Cursor c, int at, int end, UseFindings found) {
        c.moveTo(at + 1);
        boolean dump = c.at("DUMPFILE");
        if (dump || c.at("OUTFILE")) {
            c.next();
            String file = c.string();
            return new Into(List.of(), file, dump, c.since(at));
        }
        List<String> variables = new ArrayList<>();
        int i = at + 1;
        do {
            boolean user = c.isSymbol(i, '@');
            int name = user ? i + 1 : i;
            int behind = Variables.endOfName(c, name, end);
            if (behind == name) {
                c.moveTo(i);
                c.unexpected("a variable is missing");
                break;
            }
            String called = Variables.name(c, name, behind);
            variables.add(user ? "@" + called : called);
            if (user) {
                found.variable(false, called, true, c.span(i, behind));
            }
            i = behind;
        } while (c.isSymbol(i, ',') && i++ < end);
        c.moveTo(i);
        return new Into(variables, null, false, c.since(at));
    }
}
