package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.EventFact.AlterEvent;
import org.lupomig.model.sql.EventFact.CreateEvent;
import org.lupomig.model.sql.EventFact.DropEvent;
import org.lupomig.model.sql.EventFact.EventSchedule;
import org.lupomig.model.sql.EventFact.EventState;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.StatementFact;

/** Reads statements on events. */
final class EventReader {
    private static final List<String> BEHIND_TIMES =
            List.of("STARTS", "ENDS", "ON", "RENAME", "ENABLE", "DISABLE", "COMMENT", "DO");

    private EventReader() {}

    static StatementFact create(Cursor c, Heading heading) {
        c.kind("CREATE EVENT");
        Span guard = c.guard(true);
        ObjectRef event = c.objectRef();
        EventSchedule schedule = schedule(c);
        if (schedule == null) {
            c.unexpected("ON SCHEDULE is missing");
            schedule = new EventSchedule(null, null, null, null, heading.opening());
        }
        EventState state = state(c, preserved(c));
        c.expect("DO");
        return new CreateEvent(
                event,
                heading.orReplace(),
                guard,
                heading.definer(),
                schedule,
                state,
                BodyReader.read(c),
                heading.opening());
    }

    static StatementFact alter(Cursor c, Heading heading) {
        c.kind("ALTER EVENT");
        ObjectRef event = c.objectRef();
        EventSchedule schedule = schedule(c);
        Boolean preserved = preserved(c);
        ObjectRef renamed = c.accept("RENAME", "TO") ? c.objectRef() : null;
        EventState state = state(c, preserved);
        ProgramBody body = c.accept("DO") ? BodyReader.read(c) : null;
        return new AlterEvent(event, heading.definer(), schedule, renamed, state, body, heading.opening());
    }

    static StatementFact drop(Cursor c, Heading heading) {
        c.kind("DROP EVENT");
        Span guard = c.guard(false);
        return new DropEvent(c.objectRef(), guard, heading.opening());
    }

    private static @Nullable EventSchedule schedule(Cursor c) {
        int start = c.position();
        if (!c.accept("ON", "SCHEDULE")) {
            return null;
        }
        String at = c.accept("AT") ? time(c) : null;
        String every = at == null && c.accept("EVERY") ? time(c) : null;
        if (at == null && every == null) {
            c.unexpected("AT or EVERY is missing");
        }
        String starts = every != null && c.accept("STARTS") ? time(c) : null;
        String ends = every != null && c.accept("ENDS") ? time(c) : null;
        return new EventSchedule(at, every, starts, ends, c.since(start));
    }

    private static String time(Cursor c) {
        int from = c.position();
        int to = c.count();
        for (String word : BEHIND_TIMES) {
            to = ClauseWords.find(c, from, to, word);
        }
        if (from >= to) {
            c.unexpected("a time is missing");
            return "";
        }
        UseScan.of(c, from, to);
        return c.words(from, to);
    }

    private static @Nullable Boolean preserved(Cursor c) {
        if (!c.accept("ON", "COMPLETION")) {
            return null;
        }
        boolean not = c.accept("NOT");
        c.expect("PRESERVE");
        return !not;
    }

    private static EventState state(Cursor c, @Nullable Boolean preserved) {
        String status = null;
        if (c.accept("ENABLE")) {
            status = "ENABLE";
        } else if (c.accept("DISABLE")) {
            status = c.accept("ON", "SLAVE") || c.accept("ON", "REPLICA") ? "DISABLE ON SLAVE" : "DISABLE";
        }
        String comment = c.accept("COMMENT") ? c.string() : null;
        return new EventState(preserved, status, comment);
    }
}
