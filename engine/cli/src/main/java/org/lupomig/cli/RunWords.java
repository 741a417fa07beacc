package org.lupomig.cli;

import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.MakesImage;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.sql.Statements;

/** Words for what a journal has. */
final class RunWords {
    private RunWords() {}

    /** What kind of run it was, and of which plan. */
    static String name(RunRecord run) {
        return run.kind().word() + (run.plan().isEmpty() ? "" : " of " + (run.plan() + " " + run.version()).strip());
    }

    /** A statement, without passwords and their hashes. */
    static String sql(StatementIntent intent) {
        String sql = intent.sql();
        return Statement.mentionsSecrets(sql) ? Statements.withoutSecrets(sql) : sql;
    }

    /** How it is taken back, in the words of {@code plan}. */
    static String strategy(Work work) {
        if (work instanceof Work.Nothing) {
            return "nothing";
        } else if (work instanceof Waives) {
            return "waived";
        } else if (work instanceof Work.Inserts || work instanceof Work.ChangesOwnRows) {
            return "with its table";
        } else if (work instanceof ChangesRows rows) {
            return rows.images().stream().anyMatch(image -> image.extent() == RowImage.Extent.WHOLE)
                    ? "table image"
                    : "row image";
        } else if (work instanceof MakesImage) {
            return "part of the next one's";
        } else if (work instanceof Work.Alters alters && alters.kept() != null) {
            return alters.kept().whole() ? "table image" : "row image";
        } else if (work instanceof Work.Renames renames
                && renames.pairs().stream()
                        .anyMatch(pair -> HeldName.run(pair.to().name()) > 0
                                || HeldName.beside(pair.to().name()))) {
            return "hold";
        } else if (work instanceof Binds) {
            return "inverse, with its table's";
        }
        return "inverse";
    }
}
