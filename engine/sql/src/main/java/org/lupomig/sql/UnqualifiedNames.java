package org.lupomig.sql;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.TriggerFact;

/** Which names of a statement mean the connection's own schema: they have none, and no {@code USE} is before them. */
final class UnqualifiedNames {
    private final Set<ObjectName> meant = new HashSet<>();

    private UnqualifiedNames() {}

    /** Such a name where it stands, relative to the statement. */
    record Found(String name, Span span) {}

    /**
     * The first of a statement that was read without a default schema; null where it has none.
     *
     * @param written names in it without a schema, among them such as are known in the statement only
     */
    static @Nullable Found first(StatementFact fact, List<Touch> touches, List<TableRef> written) {
        GrantFact.PrivilegeObject object = fact instanceof GrantFact.GrantPrivileges grant
                ? grant.object()
                : fact instanceof GrantFact.RevokePrivileges revoke ? revoke.object() : null;
        if (object != null) {
            return object.schema() == null ? new Found(object.name(), object.span()) : null;
        } else if (fact instanceof StatementFact.AlterSchema alter && alter.schema() == null) {
            return new Found(alter.kind(), alter.opening());
        }
        UnqualifiedNames names = new UnqualifiedNames();
        for (Touch touch : touches) {
            if (touch.schema() == null && touch.table() != null) {
                names.meant.add(new ObjectName(null, touch.table()));
            }
        }
        names.ofSession(fact);
        names.ofProgram(fact);
        return names.first(written);
    }

    private @Nullable Found first(List<TableRef> written) {
        return written.stream()
                .filter(ref -> meant.contains(ref.name()))
                .min(Comparator.comparing(TableRef::span))
                .map(ref -> new Found(ref.name().name(), ref.span()))
                .orElseGet(() -> meant.stream()
                        .min(Comparator.naturalOrder())
                        .map(name -> new Found(name.name(), Span.at(0)))
                        .orElse(null));
    }

    /** What nobody else sees is in a schema all the same. */
    private void ofSession(StatementFact fact) {
        if (fact instanceof StatementFact.CreateTable create) {
            add(create.table());
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(this::add);
        } else if (fact instanceof SequenceFact.CreateSequence create) {
            add(create.sequence().name());
        } else if (fact instanceof SequenceFact.DropSequences drop) {
            drop.sequences().forEach(sequence -> add(sequence.name()));
        }
    }

    private void ofProgram(StatementFact fact) {
        if (fact instanceof TriggerFact.CreateTrigger create) {
            add(create.trigger());
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            add(drop.trigger());
        } else if (fact instanceof RoutineFact.CreateRoutine create) {
            add(create.routine());
        } else if (fact instanceof RoutineFact.CreatePackage create) {
            add(create.routine());
        } else if (fact instanceof RoutineFact.AlterRoutine alter) {
            add(alter.routine());
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            add(drop.routine());
        } else if (fact instanceof EventFact.CreateEvent create) {
            add(create.event());
        } else if (fact instanceof EventFact.AlterEvent alter) {
            add(alter.event());
            add(alter.renamed());
        } else if (fact instanceof EventFact.DropEvent drop) {
            add(drop.event());
        } else if (fact instanceof RowFact.Call call) {
            add(call.routine());
        }
    }

    private void add(@Nullable ObjectRef object) {
        if (object != null) {
            add(object.name());
        }
    }

    private void add(ObjectName name) {
        if (name.schema() == null) {
            meant.add(name);
        }
    }
}
