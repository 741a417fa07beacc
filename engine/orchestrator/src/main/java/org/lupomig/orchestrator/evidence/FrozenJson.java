package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Holder;
import org.lupomig.orchestrator.journal.SystemState.Mode;

/** What is kept of a freeze beside its mode and reason: whom it is for, what keeps writers out, what was before. */
public final class FrozenJson {
    /** The name of what tells starts of a server apart. */
    public static final String SERVER = "read_only_server";

    private FrozenJson() {}

    /** For the store. */
    public static Map<String, Object> of(SystemState state) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("schemas", state.schemas());
        out.put("downtime_ms", state.downtimeMillis());
        if (state.mode() != Mode.NORMAL) {
            out.put("run", state.holder().run());
            out.put("by", state.holder().who());
            out.put("by_hand", state.holder().byHand());
            out.put("frozen_at_ms", state.holder().atMillis());
            out.put("reason", state.reason());
            out.put("barrier", state.barrier().word());
            if (state.barrier() instanceof Barrier.ReadOnly readOnly) {
                out.put("read_only_before", readOnly.before());
                out.put(SERVER, readOnly.server());
            } else if (state.barrier() instanceof Barrier.Accounts accounts) {
                out.put("accounts_before", accounts(accounts));
            }
        }
        return out;
    }

    private static List<Object> accounts(Barrier.Accounts accounts) {
        List<Object> out = new ArrayList<>();
        for (Barrier.Account account : accounts.accounts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("user", account.user());
            one.put("host", account.host());
            one.put("locked", account.locked());
            out.add(one);
        }
        return out;
    }

    /** What a freeze was that an entry of its run's journal says has begun. */
    public static SystemState begun(JournalEntry entry) {
        String reason = new Json(entry.data()).textOrNull("reason");
        return read(Mode.FROZEN, reason == null ? "" : reason, entry.entered(), entry.data());
    }

    /** From the store. */
    public static SystemState read(Mode mode, String reason, long since, Map<String, Object> data) {
        Json json = new Json(data);
        Long downtime = json.numberOrNull("downtime_ms");
        Holder holder = json.has("run")
                ? new Holder(json.number("run"), json.text("by"), json.flag("by_hand"), json.number("frozen_at_ms"))
                : Holder.NOBODY;
        return new SystemState(
                mode, reason, json.texts("schemas"), since, barrier(json), holder, downtime == null ? 0 : downtime);
    }

    private static Barrier barrier(Json json) {
        String word = json.textOrNull("barrier");
        if (Barrier.ReadOnly.WORD.equals(word)) {
            String server = json.textOrNull(SERVER);
            return new Barrier.ReadOnly(json.text("read_only_before"), server == null ? "" : server);
        }
        return Barrier.Accounts.WORD.equals(word)
                ? new Barrier.Accounts(json.objects(
                        "accounts_before",
                        one -> new Barrier.Account(one.text("user"), one.text("host"), one.flag("locked"))))
                : Barrier.NONE;
    }
}
