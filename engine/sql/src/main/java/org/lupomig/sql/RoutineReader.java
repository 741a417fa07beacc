package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.RoutineFact.AlterRoutine;
import org.lupomig.model.sql.RoutineFact.CreatePackage;
import org.lupomig.model.sql.RoutineFact.CreateRoutine;
import org.lupomig.model.sql.RoutineFact.DropRoutine;
import org.lupomig.model.sql.RoutineFact.LoadFunction;
import org.lupomig.model.sql.RoutineFact.Parameter;
import org.lupomig.model.sql.RoutineFact.RoutineType;
import org.lupomig.model.sql.Setting;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.StatementFact;

/** Reads statements on procedures, functions and packages. */
final class RoutineReader {
    private RoutineReader() {}

    static StatementFact create(Cursor c, Heading heading) {
        RoutineType type = type(heading);
        c.kind("CREATE " + type.words());
        Span guard = c.guard(true);
        int name = c.position();
        if (type == RoutineType.FUNCTION && c.isWord(name + 1, "RETURNS") && c.isWord(name + 3, "SONAME")) {
            return load(c, heading, guard);
        }
        ObjectRef routine = c.objectRef();
        List<Parameter> parameters = c.atSymbol('(') ? parameters(c) : List.of();
        SqlText returns = null;
        if (type == RoutineType.FUNCTION) {
            if (!c.accept("RETURNS") && !c.accept("RETURN")) {
                c.unexpected("RETURNS is missing");
            }
            returns = TypeWords.read(c);
        }
        List<Setting> characteristics = characteristics(c);
        return new CreateRoutine(
                type,
                routine,
                heading.orReplace(),
                guard,
                heading.aggregate(),
                heading.definer(),
                parameters,
                returns,
                characteristics,
                BodyReader.read(c),
                heading.opening());
    }

    static StatementFact createPackage(Cursor c, Heading heading) {
        RoutineType type = type(heading);
        c.kind("CREATE " + type.words());
        Span guard = c.guard(true);
        ObjectRef routine = c.objectRef();
        List<Setting> characteristics = characteristics(c);
        if (!c.at("AS") && !c.at("IS")) {
            c.unexpected("AS is missing");
        }
        List<String> routines = new ArrayList<>();
        return new CreatePackage(
                type,
                routine,
                heading.orReplace(),
                guard,
                heading.definer(),
                characteristics,
                routines,
                BodyReader.readPackage(c, routines),
                heading.opening());
    }

    static StatementFact alter(Cursor c, Heading heading) {
        RoutineType type = type(heading);
        c.kind("ALTER " + type.words());
        ObjectRef routine = c.objectRef();
        return new AlterRoutine(type, routine, characteristics(c), heading.opening());
    }

    static StatementFact drop(Cursor c, Heading heading) {
        RoutineType type = type(heading);
        c.kind("DROP " + type.words());
        Span guard = c.guard(false);
        return new DropRoutine(type, c.objectRef(), guard, heading.opening());
    }

    private static RoutineType type(Heading heading) {
        return switch (heading.object()) {
            case "PROCEDURE" -> RoutineType.PROCEDURE;
            case "FUNCTION" -> RoutineType.FUNCTION;
            case "PACKAGE" -> RoutineType.PACKAGE;
            default -> RoutineType.PACKAGE_BODY;
        };
    }

    private static StatementFact load(Cursor c, Heading heading, @Nullable Span guard) {
        String function = c.name();
        c.next();
        String returns = c.word();
        c.moveTo(c.position() + 2);
        return new LoadFunction(
                function, heading.orReplace(), guard, heading.aggregate(), returns, c.string(), heading.opening());
    }

    private static List<Parameter> parameters(Cursor c) {
        List<Parameter> parameters = new ArrayList<>();
        int close = c.closing(c.position());
        c.next();
        while (!c.hasEnded() && c.position() < close) {
            int end = ClauseWords.endOfItem(c, c.position(), close);
            int start = c.position();
            String mode = mode(c);
            String name = c.name();
            // Oracle's mode has it behind the name
            mode = c.position() < end && mode.isEmpty() ? mode(c) : mode;
            parameters.add(
                    new Parameter(mode.isEmpty() ? "IN" : mode, name, c.words(c.position(), end), c.span(start, end)));
            if (c.position() >= end) {
                c.unexpected("a type is missing");
            }
            c.moveTo(end + (end < close ? 1 : 0));
        }
        c.moveTo(close + 1);
        return parameters;
    }

    private static String mode(Cursor c) {
        if (c.accept("IN", "OUT") || c.accept("INOUT")) {
            return "INOUT";
        }
        return c.accept("IN") ? "IN" : c.accept("OUT") ? "OUT" : "";
    }

    /** What is said of a routine, in any order. */
    private static List<Setting> characteristics(Cursor c) {
        List<Setting> found = new ArrayList<>();
        while (!c.atEnd()) {
            int start = c.position();
            if (c.accept("COMMENT")) {
                found.add(new Setting("COMMENT", c.string(), c.since(start)));
            } else if (c.accept("LANGUAGE", "SQL")) {
                found.add(new Setting("LANGUAGE", "SQL", c.since(start)));
            } else if (c.accept("DETERMINISTIC")) {
                found.add(new Setting("DETERMINISTIC", "", c.since(start)));
            } else if (c.accept("NOT", "DETERMINISTIC")) {
                found.add(new Setting("NOT DETERMINISTIC", "", c.since(start)));
            } else if (c.accept("CONTAINS", "SQL") || c.accept("NO", "SQL")) {
                found.add(new Setting("SQL DATA", c.word(start), c.since(start)));
            } else if (c.accept("READS", "SQL") || c.accept("MODIFIES", "SQL")) {
                c.expect("DATA");
                found.add(new Setting("SQL DATA", c.word(start), c.since(start)));
            } else if (c.accept("SQL", "SECURITY")) {
                found.add(new Setting("SQL SECURITY", Characters.upper(c.value()), c.since(start)));
            } else {
                break;
            }
        }
        return found;
    }
}
