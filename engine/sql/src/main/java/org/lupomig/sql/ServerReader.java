package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ServerFact.AlterServer;
import org.lupomig.model.sql.ServerFact.CreateServer;
import org.lupomig.model.sql.ServerFact.DropServer;
import org.lupomig.model.sql.Setting;
import org.lupomig.model.sql.StatementFact;

/** Reads statements on other servers that this one knows. */
final class ServerReader {
    private ServerReader() {}

    static StatementFact create(Cursor c, Heading heading) {
        c.kind("CREATE SERVER");
        c.hideTexts();
        Span guard = c.guard(true);
        String server = c.value();
        c.expect("FOREIGN");
        c.expect("DATA");
        c.expect("WRAPPER");
        String wrapper = c.value();
        return new CreateServer(server, heading.orReplace(), guard, wrapper, options(c), heading.opening());
    }

    static StatementFact alter(Cursor c, Heading heading) {
        c.kind("ALTER SERVER");
        c.hideTexts();
        String server = c.value();
        return new AlterServer(server, options(c), heading.opening());
    }

    static StatementFact drop(Cursor c, Heading heading) {
        c.kind("DROP SERVER");
        Span guard = c.guard(false);
        return new DropServer(c.value(), guard, heading.opening());
    }

    private static List<Setting> options(Cursor c) {
        List<Setting> options = new ArrayList<>();
        c.expect("OPTIONS");
        c.expectSymbol('(');
        do {
            int start = c.position();
            String name = Characters.upper(c.value());
            String value = c.value();
            options.add(new Setting(name, name.equals("PASSWORD") ? "" : value, c.since(start)));
        } while (c.acceptSymbol(','));
        c.expectSymbol(')');
        return options;
    }
}
