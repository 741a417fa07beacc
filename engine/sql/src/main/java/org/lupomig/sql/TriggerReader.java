package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TriggerFact.CreateTrigger;
import org.lupomig.model.sql.TriggerFact.DropTrigger;
import org.lupomig.model.sql.TriggerFact.TriggerOrder;

/** Reads statements on triggers. */
final class TriggerReader {
    private TriggerReader() {}

    static StatementFact create(Cursor c, Heading heading) {
        c.kind("CREATE TRIGGER");
        Span guard = c.guard(true);
        ObjectRef trigger = c.objectRef();
        String time = c.at("BEFORE") || c.at("AFTER") ? c.word() : "";
        if (time.isEmpty()) {
            c.unexpected("BEFORE or AFTER is missing");
        }
        c.next();
        List<String> events = events(c);
        c.expect("ON");
        TableRef table = c.table();
        c.expect("FOR");
        c.expect("EACH");
        c.expect("ROW");
        TriggerOrder order = order(c);
        return new CreateTrigger(
                trigger,
                heading.orReplace(),
                guard,
                heading.definer(),
                time,
                events,
                table,
                order,
                BodyReader.read(c),
                heading.opening());
    }

    static StatementFact drop(Cursor c, Heading heading) {
        c.kind("DROP TRIGGER");
        Span guard = c.guard(false);
        return new DropTrigger(c.objectRef(), guard, heading.opening());
    }

    private static List<String> events(Cursor c) {
        List<String> events = new ArrayList<>(1);
        do {
            switch (c.word()) {
                case "INSERT", "UPDATE", "DELETE" -> {
                    events.add(c.word());
                    c.next();
                }
                default -> c.unexpected("INSERT, UPDATE or DELETE is missing");
            }
            if (c.accept("OF")) {
                do {
                    c.name();
                } while (c.acceptSymbol(','));
            }
        } while (c.accept("OR"));
        return events;
    }

    private static @Nullable TriggerOrder order(Cursor c) {
        int start = c.position();
        boolean follows = c.accept("FOLLOWS");
        if (!follows && !c.accept("PRECEDES")) {
            return null;
        }
        String other = c.name();
        return new TriggerOrder(follows, other, c.since(start));
    }
}
