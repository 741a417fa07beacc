package org.lupomig.compiler.semantics;

import java.util.List;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.Expression;
import org.lupomig.compiler.syntax.FileAction;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.compiler.syntax.StepItem;
import org.lupomig.compiler.syntax.Text;

/** Checks work that this version reads and does not run: files and copies. */
final class OtherWork {
    private static final List<String> HANDLERS = List.of("doctrine", "module", "agent", "documentation");

    private final PlanContext context;
    private final Values values;
    private final Report report;
    private final String database;

    OtherWork(PlanContext context, Values values, String database) {
        this.context = context;
        this.values = values;
        this.report = context.report();
        this.database = database;
    }

    void read(StepItem item) {
        if (item instanceof StepItem.Files files) {
            context.unsupported().note(files.keyword().union(files.handler().span()));
            Words.check(files.handler(), "handler", HANDLERS, report);
            fill(files.glob());
            files.actions().forEach(this::action);
        } else if (item instanceof StepItem.Copy copy) {
            context.unsupported().note(copy.keyword());
            table(copy.from());
            table(copy.to());
            copy.clause(Clause.Where.class).ifPresent(clause -> fill(clause.condition()));
        }
    }

    private void action(FileAction action) {
        if (action instanceof FileAction.Header header) {
            fill(header.key());
            headerValue(header.value());
        } else if (action instanceof FileAction.Replace replace) {
            fill(replace.from());
            fill(replace.to());
        } else if (action instanceof FileAction.Move move) {
            fill(move.directory());
        } else if (action instanceof FileAction.Archive archive) {
            fill(archive.suffix());
        }
    }

    private void headerValue(Expression value) {
        if (value instanceof Expression.TextLiteral text) {
            fill(text.text());
        } else if (value instanceof Expression.Use use) {
            String name = use.reference().text();
            if (!values.isDeclared(name)) {
                report.say(Hints.unknown(
                        report, "value", name, use.span(), values.names(), "Write a literal, epoch or now."));
            }
        } else if (!(value instanceof Expression.Literal) && !(value instanceof Expression.Missing)) {
            report.say(
                    CompilerMessage.WRONG_TYPE,
                    value.span(),
                    "'header'",
                    "a literal or the name of a value",
                    "an expression",
                    "Write the value itself.");
        }
    }

    private void table(Reference reference) {
        NameParts parts = NameParts.of(reference, values);
        if (parts != null) {
            new TableNames(context.scope(), report).find(parts, database);
        }
    }

    private void fill(Text text) {
        if (!text.isMissing()) {
            values.fill(text);
        }
    }
}
