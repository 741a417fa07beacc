package org.lupomig.sql;

import java.util.List;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.TableOption;

/** Reads {@code CREATE}, {@code ALTER} and {@code DROP SCHEMA}, and {@code DATABASE}, which is the same. */
final class SchemaReader {
    private SchemaReader() {}

    static boolean isSchema(Cursor c, int i) {
        return c.isWord(i, "SCHEMA") || c.isWord(i, "DATABASE");
    }

    static StatementFact create(Cursor c, int schemaWord) {
        c.kind("CREATE SCHEMA");
        c.moveTo(schemaWord + 1);
        Span opening = c.since(0);
        Span guard = c.guard(true);
        String schema = c.name();
        List<TableOption> options = Options.ofSchema(c);
        return new CreateSchema(schema, schemaWord > 1, guard, options, opening);
    }

    static StatementFact alter(Cursor c) {
        c.kind("ALTER SCHEMA");
        c.moveTo(2);
        Span opening = c.since(0);
        String schema = isUnnamed(c) ? c.defaultSchema() : c.name();
        int from = c.position();
        List<TableOption> options = Options.ofSchema(c);
        if (options.isEmpty() && c.accept("UPGRADE", "DATA")) {
            c.expect("DIRECTORY");
            c.expect("NAME");
            options = List.of(new TableOption("UPGRADE DATA DIRECTORY NAME", "", c.since(from)));
        } else if (options.isEmpty()) {
            c.unexpected("an option is missing");
        }
        return new AlterSchema(schema, options, opening);
    }

    /** Whether the options begin here, so that the default schema is meant. Two of their words may be names. */
    private static boolean isUnnamed(Cursor c) {
        boolean mayBeName = c.at("CHARSET") || c.at("COMMENT");
        int behind = c.position() + 1;
        return Options.startsOfSchema(c, c.position()) && !(mayBeName && Options.startsOfSchema(c, behind));
    }

    static StatementFact drop(Cursor c) {
        c.kind("DROP SCHEMA");
        c.moveTo(2);
        Span opening = c.since(0);
        Span guard = c.guard(false);
        return new DropSchema(c.name(), guard, opening);
    }
}
