package org.lupomig.cli.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.compiler.semantics.NamedAccounts;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.sql.ScriptUse;
import org.lupomig.sql.SqlScript;
import org.lupomig.store.scratch.SchemaCopy;
import org.lupomig.store.scratch.ScratchContents;

/** What is on a scratch server before a plan is rehearsed there. */
public interface Filling {
    /**
     * Puts it there.
     *
     * @return what is missing of it, one sentence each
     */
    Answer<List<String>> fill(ScratchContents contents);

    /** Nothing. */
    static Filling empty() {
        return contents -> Answer.of(List.of());
    }

    /**
     * A dump, statement by statement.
     *
     * @param texts by which its file is shown
     */
    static Filling dump(SourceText source, Texts texts) {
        List<Statement> statements = SqlScript.read(MappedText.identity(source.text()), source, null, ScriptUse.UNDO)
                .statements();
        List<String> sql = statements.stream().map(Statement::sql).toList();
        return contents -> {
            ScratchContents.Refusal refusal = contents.send(sql);
            if (refusal == null) {
                return Answer.of(List.of());
            }
            var place = statements.get(refusal.statement()).location();
            return Answer.no(
                    CliMessage.DUMP_REFUSED, texts.shown(place.file()) + ":" + place.start(), refusal.sentence());
        };
    }

    /** What was read of another server. */
    static Filling copy(SchemaCopy copy, boolean settings) {
        return contents -> {
            List<String> notes = new ArrayList<>();
            ScratchContents.Refusal refusal = settings ? contents.put(copy.serverSettings()) : null;
            if (refusal != null) {
                notes.add("settings of the server: " + refusal.sentence());
            }
            notes.addAll(copy.putOn(contents));
            return Answer.of(notes);
        };
    }

    /** Reads what of a server a plan has to do with: the schemas that it declares, and those that it touches. */
    static SchemaCopy read(OpenServer server, Plan plan, long rows) {
        Set<String> wanted = new TreeSet<>();
        plan.schemas().stream().map(Schema::name).forEach(wanted::add);
        List<AccountRef> accounts = new ArrayList<>();
        statements(plan).forEach(statement -> accounts.addAll(NamedAccounts.of(statement.fact())));
        plan.steps().stream().flatMap(step -> step.statements().stream()).forEach(statement -> {
            if (statement.defaultSchema() != null) {
                wanted.add(statement.defaultSchema());
            }
            for (Touch touch : statement.touches()) {
                if (touch.schema() != null) {
                    wanted.add(touch.schema());
                }
            }
        });
        String own = server.target().ownSchema();
        if (own != null) {
            wanted.add(own);
        }
        return SchemaCopy.read(server.server(), wanted, accounts, rows);
    }

    /** Those of its steps, and of ways back that an author wrote. */
    private static Stream<Statement> statements(Plan plan) {
        Stream<Undo> undos = Stream.concat(
                plan.batches().stream().map(Batch::undo), plan.steps().stream().map(Step::undo));
        return Stream.concat(
                plan.steps().stream().flatMap(step -> step.statements().stream()),
                undos.filter(Undo.Authored.class::isInstance)
                        .map(Undo.Authored.class::cast)
                        .flatMap(undo -> undo.statements().stream()));
    }
}
