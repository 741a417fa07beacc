package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.StatementFact;

/** The accounts and roles that a statement names: to make or change them, to give them rights, or to work as them. */
public final class NamedAccounts {
    private NamedAccounts() {}

    /** All of them, in the order in which the statement names them; some may be there more than once. */
    public static List<AccountRef> of(StatementFact fact) {
        List<AccountRef> named = new ArrayList<>();
        new NamedUses("", null, (thing, kind) -> {}, named::add).add(fact);
        return List.copyOf(named);
    }
}
