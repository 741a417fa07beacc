package org.lupomig.cli.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.store.freeze.FreezeSetting;

/** Reads how the writers of a database are kept out while the system is frozen. */
final class FreezeText {
    private static final String EXAMPLE = " takes them: shop@%, report@10.0.0.7";

    private FreezeText() {}

    /**
     * Reads it.
     *
     * @param mode one word; null: nobody is stopped
     * @param accounts as {@code name@host}, with commas between them; null where none are named
     * @param origin where the mode is said
     * @param where accounts are said
     */
    static Answer<FreezeSetting> read(@Nullable String mode, @Nullable String accounts, String origin, String where) {
        String word = mode == null ? Barrier.Advisory.WORD : mode;
        boolean named = accounts != null && !accounts.isBlank();
        if (named != word.equals(Barrier.Accounts.WORD)) {
            String why = named
                    ? "names accounts, and they are locked only by freeze = accounts"
                    : "locks accounts, and names none";
            return Answer.no(CliMessage.FREEZE_ACCOUNTS, origin, why, where + EXAMPLE);
        }
        return switch (word) {
            case Barrier.Advisory.WORD -> Answer.of(FreezeSetting.ADVISORY);
            case Barrier.ReadOnly.WORD -> Answer.of(new FreezeSetting.ReadOnly());
            case Barrier.Accounts.WORD -> accounts(String.valueOf(accounts), origin, where);
            default -> Answer.no(CliMessage.MALFORMED_FREEZE, origin, word);
        };
    }

    private static Answer<FreezeSetting> accounts(String text, String origin, String where) {
        List<ServerObject> named = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            String name = one.strip();
            int at = name.lastIndexOf('@');
            String user = unquoted(at < 0 ? name : name.substring(0, at));
            String host = unquoted(at < 0 ? "%" : name.substring(at + 1));
            if (user.isEmpty() || host.isEmpty()) {
                return Answer.no(
                        CliMessage.FREEZE_ACCOUNTS,
                        origin,
                        "names '" + name + "', which is no account",
                        where + EXAMPLE);
            }
            named.add(ServerObject.user(user, host));
        }
        return Answer.of(new FreezeSetting.Accounts(named.stream().distinct().toList()));
    }

    /** As a statement may write it. */
    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && "'\"`".indexOf(text.charAt(0)) >= 0
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
