package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/** Statements on procedures, functions and packages. */
public sealed interface RoutineFact extends StatementFact {
    @Override
    Span opening();

    /** What kind of routine it is. */
    enum RoutineType {
        PROCEDURE("PROCEDURE"),
        FUNCTION("FUNCTION"),
        PACKAGE("PACKAGE"),
        PACKAGE_BODY("PACKAGE BODY");

        private final String words;

        RoutineType(String words) {
            this.words = words;
        }

        /** As statements name it. */
        public String words() {
            return words;
        }
    }

    /**
     * {@code CREATE PROCEDURE} or {@code CREATE FUNCTION}.
     *
     * @param aggregate whether it is an aggregate function
     * @param definer null where not said: whoever creates it
     * @param returns a function's type, as written; null for a procedure
     * @param characteristics {@code DETERMINISTIC}, {@code SQL DATA}, {@code SQL SECURITY}, {@code COMMENT}, …
     */
    record CreateRoutine(
            RoutineType type,
            ObjectRef routine,
            boolean orReplace,
            @Nullable Span guard,
            boolean aggregate,
            @Nullable AccountRef definer,
            List<Parameter> parameters,
            @Nullable SqlText returns,
            List<Setting> characteristics,
            ProgramBody body,
            Span opening)
            implements RoutineFact {
        public CreateRoutine {
            parameters = List.copyOf(parameters);
            characteristics = List.copyOf(characteristics);
        }

        @Override
        public String kind() {
            return (orReplace ? "CREATE OR REPLACE " : "CREATE ") + type.words();
        }
    }

    /**
     * A parameter of a routine.
     *
     * @param mode {@code IN}, {@code OUT} or {@code INOUT}
     * @param type as written
     */
    record Parameter(String mode, String name, String type, Span span) {}

    /**
     * {@code CREATE FUNCTION name RETURNS STRING SONAME 'library'}: a function that is loaded.
     *
     * @param returns {@code STRING}, {@code INTEGER}, {@code REAL} or {@code DECIMAL}
     */
    record LoadFunction(
            String function,
            boolean orReplace,
            @Nullable Span guard,
            boolean aggregate,
            String returns,
            String library,
            Span opening)
            implements RoutineFact {
        @Override
        public String kind() {
            return orReplace ? "CREATE OR REPLACE FUNCTION … SONAME" : "CREATE FUNCTION … SONAME";
        }
    }

    /**
     * {@code CREATE PACKAGE} or {@code CREATE PACKAGE BODY}.
     *
     * @param routines names of the procedures and functions in it, in their order
     * @param body what the routines in it do, all together; empty of a package that only declares them
     */
    record CreatePackage(
            RoutineType type,
            ObjectRef routine,
            boolean orReplace,
            @Nullable Span guard,
            @Nullable AccountRef definer,
            List<Setting> characteristics,
            List<String> routines,
            ProgramBody body,
            Span opening)
            implements RoutineFact {
        public CreatePackage {
            characteristics = List.copyOf(characteristics);
            routines = List.copyOf(routines);
        }

        @Override
        public String kind() {
            return (orReplace ? "CREATE OR REPLACE " : "CREATE ") + type.words();
        }
    }

    /** {@code ALTER PROCEDURE} or {@code ALTER FUNCTION}: only what is said of it, not what it does. */
    record AlterRoutine(RoutineType type, ObjectRef routine, List<Setting> characteristics, Span opening)
            implements RoutineFact {
        public AlterRoutine {
            characteristics = List.copyOf(characteristics);
        }

        @Override
        public String kind() {
            return "ALTER " + type.words();
        }
    }

    /** {@code DROP PROCEDURE}, {@code DROP FUNCTION}, {@code DROP PACKAGE [BODY]}. */
    record DropRoutine(
            RoutineType type, ObjectRef routine, @Nullable Span guard, Span opening) implements RoutineFact {
        @Override
        public String kind() {
            return "DROP " + type.words();
        }
    }
}
