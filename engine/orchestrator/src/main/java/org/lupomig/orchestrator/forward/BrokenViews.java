package org.lupomig.orchestrator.forward;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObject.Kind;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Views that could not be made again as they are, because something that they use is not there: the server keeps such a
 * view, and makes none. Where its batch took that away, the batch's undo brings it back before the view; where it was
 * missing before, the view is not touched.
 */
public final class BrokenViews {
    /** What a person can do. */
    static final String WAY_OUT = "bring that back before, or say undo none because \"…\" in the step";

    private static final String VIEW = "view ";

    private final Set<ServerObject> sound = new HashSet<>();
    private final boolean asked;
    private boolean looked;

    private BrokenViews(boolean asked) {
        this.asked = asked;
    }

    /** Those of one batch. */
    public static BrokenViews ofBatch() {
        return new BrokenViews(true);
    }

    /** Where nothing is to be brought back. */
    public static BrokenViews unasked() {
        return new BrokenViews(false);
    }

    /** Looks, the first time that it is called, which views of a batch's statements can be made as they are. */
    public void look(List<Statement> statements, TargetSession session) {
        if (looked) {
            return;
        }
        looked = true;
        for (Statement statement : statements) {
            StatementFact fact = statement.fact();
            if (fact instanceof ViewFact.CreateView create) {
                look(create.view(), statement, session);
            } else if (fact instanceof ViewFact.AlterView alter) {
                look(alter.view(), statement, session);
            } else if (fact instanceof ViewFact.DropViews drop) {
                drop.views().forEach(view -> look(view, statement, session));
            } else if (fact instanceof StatementFact.DropSchema drop) {
                look(drop.schema(), session);
            } else if (fact instanceof StatementFact.CreateSchema create && create.orReplace()) {
                look(create.schema(), session);
            }
        }
    }

    private void look(TableRef view, Statement statement, TargetSession session) {
        ObjectName name = view.name().in(statement.defaultSchema());
        if (name.schema() != null) {
            look(new ServerObject(Kind.VIEW, name), session);
        }
    }

    private void look(String schema, TargetSession session) {
        if (session.describeSchema(schema) instanceof SchemaState.Present present) {
            for (String content : present.contents()) {
                if (content.startsWith(VIEW)) {
                    ObjectName name = new ObjectName(schema, content.substring(VIEW.length()));
                    look(new ServerObject(Kind.VIEW, name), session);
                }
            }
        }
    }

    private void look(ServerObject view, TargetSession session) {
        if (!(session.look(view) instanceof Present present) || session.missing(view, present) == null) {
            sound.add(view);
        }
    }

    /** Why what is there could not be made again; null where it could, or is no view. */
    @Nullable
    String lost(ServerObject object, ServerObjectState state, TargetSession session) {
        if (!asked
                || object.kind() != Kind.VIEW
                || sound.contains(object)
                || !(state instanceof Present present)
                || present.lost() != null) {
            return null;
        }
        String missing = session.missing(object, present);
        return missing == null ? null : "what it uses is not there, so that it could not be made again: " + missing;
    }
}
