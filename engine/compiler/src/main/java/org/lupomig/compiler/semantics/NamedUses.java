package org.lupomig.compiler.semantics;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AccountFact;
import org.lupomig.model.sql.AccountFact.Identified;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.GrantFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RoutineFact.RoutineType;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** What a statement does itself to routines, packages, events, accounts and variables of the server. */
final class NamedUses {
    private final String database;
    private final @Nullable String defaultSchema;
    private final BiConsumer<Thing, Use.Kind> found;
    private final Consumer<AccountRef> accounts;

    /**
     * Uses by statements of one schema.
     *
     * @param defaultSchema where names without a schema are
     * @param found is given each
     */
    NamedUses(String database, @Nullable String defaultSchema, BiConsumer<Thing, Use.Kind> found) {
        this(database, defaultSchema, found, account -> {});
    }

    /**
     * The same.
     *
     * @param accounts is given each account and role, as it is named
     */
    NamedUses(
            String database,
            @Nullable String defaultSchema,
            BiConsumer<Thing, Use.Kind> found,
            Consumer<AccountRef> accounts) {
        this.database = database;
        this.defaultSchema = defaultSchema;
        this.found = found;
        this.accounts = accounts;
    }

    /** Each of them, in the order in which the statement does it. */
    void add(StatementFact fact) {
        if (fact instanceof RoutineFact routine) {
            routine(routine);
        } else if (fact instanceof EventFact event) {
            event(event);
        } else if (fact instanceof AccountFact accounts) {
            accounts(accounts);
        } else if (fact instanceof GrantFact grant) {
            grant(grant);
        } else if (fact instanceof SessionFact.SetVariables set) {
            set.assignments().stream()
                    .filter(SessionFact.VariableAssignment::ofServer)
                    .forEach(each -> found.accept(Thing.variable(database, each.name()), Use.Kind.WRITES));
        }
        AccountRef definer = definer(fact);
        if (definer != null) {
            account(definer, Use.Kind.NEEDS);
        }
    }

    private void routine(RoutineFact fact) {
        if (fact instanceof RoutineFact.CreateRoutine create) {
            program(create.type(), create.routine(), Use.Kind.CREATES);
        } else if (fact instanceof RoutineFact.CreatePackage create) {
            program(create.type(), create.routine(), Use.Kind.CREATES);
            if (create.type() == RoutineType.PACKAGE_BODY) {
                program(RoutineType.PACKAGE, create.routine(), Use.Kind.NEEDS);
            }
        } else if (fact instanceof RoutineFact.AlterRoutine alter) {
            program(alter.type(), alter.routine(), Use.Kind.ALTERS);
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            program(drop.type(), drop.routine(), Use.Kind.DROPS);
            if (drop.type() == RoutineType.PACKAGE) {
                // its body goes with it
                program(RoutineType.PACKAGE_BODY, drop.routine(), Use.Kind.DROPS);
            }
        }
    }

    private void event(EventFact fact) {
        if (fact instanceof EventFact.CreateEvent create) {
            event(create.event(), Use.Kind.CREATES);
        } else if (fact instanceof EventFact.AlterEvent alter) {
            ObjectRef renamed = alter.renamed();
            event(alter.event(), renamed == null ? Use.Kind.ALTERS : Use.Kind.DROPS);
            if (renamed != null) {
                event(renamed, Use.Kind.CREATES);
            }
        } else if (fact instanceof EventFact.DropEvent drop) {
            event(drop.event(), Use.Kind.DROPS);
        }
    }

    private void accounts(AccountFact fact) {
        if (fact instanceof AccountFact.CreateAccounts create) {
            create.accounts().forEach(each -> account(each.account(), Use.Kind.CREATES));
        } else if (fact instanceof AccountFact.AlterAccounts alter) {
            alter.accounts().forEach(each -> account(each.account(), Use.Kind.WRITES));
        } else if (fact instanceof AccountFact.DropAccounts drop) {
            accounts(drop.accounts(), Use.Kind.DROPS);
        } else if (fact instanceof AccountFact.RenameAccounts rename) {
            for (AccountFact.AccountRename pair : rename.renames()) {
                account(pair.from(), Use.Kind.DROPS);
                account(pair.to(), Use.Kind.CREATES);
            }
        } else if (fact instanceof AccountFact.CreateRoles create) {
            accounts(create.roles(), Use.Kind.CREATES);
            account(create.admin(), Use.Kind.NEEDS);
        } else if (fact instanceof AccountFact.DropRoles drop) {
            accounts(drop.roles(), Use.Kind.DROPS);
        } else if (fact instanceof AccountFact.SetPassword set) {
            account(set.account(), Use.Kind.WRITES);
        } else if (fact instanceof AccountFact.SetDefaultRole set) {
            account(set.role(), Use.Kind.NEEDS);
            account(set.account(), Use.Kind.WRITES);
            member(set.role(), set.account(), Use.Kind.NEEDS);
        } else if (fact instanceof AccountFact.SetRole set) {
            account(set.role(), Use.Kind.NEEDS);
        }
    }

    private void grant(GrantFact fact) {
        if (fact instanceof GrantFact.GrantPrivileges grant) {
            object(grant.object());
            given(grant.accounts());
        } else if (fact instanceof GrantFact.RevokePrivileges revoke) {
            object(revoke.object());
            accounts(revoke.accounts(), Use.Kind.NEEDS);
        } else if (fact instanceof GrantFact.RevokeAll revoke) {
            accounts(revoke.accounts(), Use.Kind.NEEDS);
        } else if (fact instanceof GrantFact.GrantRoles grant) {
            accounts(grant.roles(), Use.Kind.NEEDS);
            given(grant.accounts());
            for (AccountRef role : grant.roles()) {
                grant.accounts().forEach(each -> member(role, each.account(), Use.Kind.CREATES));
            }
        } else if (fact instanceof GrantFact.RevokeRoles revoke) {
            accounts(revoke.roles(), Use.Kind.NEEDS);
            accounts(revoke.accounts(), Use.Kind.NEEDS);
            for (AccountRef role : revoke.roles()) {
                revoke.accounts().forEach(each -> member(role, each, Use.Kind.DROPS));
            }
        } else if (fact instanceof GrantFact.GrantProxy grant) {
            account(grant.proxied(), Use.Kind.NEEDS);
            given(grant.accounts());
        } else if (fact instanceof GrantFact.RevokeProxy revoke) {
            account(revoke.proxied(), Use.Kind.NEEDS);
            accounts(revoke.accounts(), Use.Kind.NEEDS);
        }
    }

    /** Tables are among what every statement touches. */
    private void object(GrantFact.PrivilegeObject object) {
        ObjectName name = new ObjectName(object.schema(), object.name()).in(defaultSchema);
        switch (object.type()) {
            case "PROCEDURE", "FUNCTION", "PACKAGE" -> found.accept(Thing.program(database, name), Use.Kind.NEEDS);
            case "PACKAGE BODY" -> found.accept(Thing.packageBody(database, name), Use.Kind.NEEDS);
            default -> {}
        }
    }

    /** GRANT makes or changes an account itself where it says how that proves who it is; rights leave it as it is. */
    private void given(List<Identified> accounts) {
        for (Identified each : accounts) {
            boolean plain = each.plugins().isEmpty() && !each.secret();
            account(each.account(), plain ? Use.Kind.NEEDS : Use.Kind.ALTERS);
        }
    }

    private void accounts(List<AccountRef> accounts, Use.Kind kind) {
        accounts.forEach(account -> account(account, kind));
    }

    private void account(@Nullable AccountRef account, Use.Kind kind) {
        if (account != null && isNamed(account)) {
            found.accept(Thing.account(database, account), kind);
            accounts.accept(account);
        }
    }

    private void member(AccountRef role, @Nullable AccountRef account, Use.Kind kind) {
        if (account != null && isNamed(role) && isNamed(account)) {
            found.accept(Thing.member(database, role, account), kind);
        }
    }

    private static boolean isNamed(AccountRef account) {
        return account.type() == AccountRef.Type.NAMED;
    }

    private void program(RoutineType type, ObjectRef routine, Use.Kind kind) {
        Thing thing = type == RoutineType.PACKAGE_BODY
                ? Thing.packageBody(database, routine.name())
                : Thing.program(database, routine.name());
        found.accept(thing, kind);
    }

    private void event(ObjectRef event, Use.Kind kind) {
        found.accept(Thing.event(database, event.name()), kind);
    }

    private static @Nullable AccountRef definer(StatementFact fact) {
        if (fact instanceof ViewFact.CreateView view) {
            return view.definition().definer();
        } else if (fact instanceof ViewFact.AlterView view) {
            return view.definition().definer();
        } else if (fact instanceof TriggerFact.CreateTrigger trigger) {
            return trigger.definer();
        } else if (fact instanceof RoutineFact.CreateRoutine routine) {
            return routine.definer();
        } else if (fact instanceof RoutineFact.CreatePackage made) {
            return made.definer();
        } else if (fact instanceof EventFact.CreateEvent event) {
            return event.definer();
        } else if (fact instanceof EventFact.AlterEvent event) {
            return event.definer();
        }
        return null;
    }
}
