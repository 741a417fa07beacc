package org.lupomig.compiler.semantics;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.compiler.syntax.Timestamp;
import org.lupomig.model.plan.Epoch;

/** Reads a plan's epoch. */
final class Epochs {
    private static final int DIGITS = 14;

    private Epochs() {}

    /** The epoch; null where the plan has none, or none that is right, which has been said. */
    static @Nullable Epoch read(FileItem.Plan plan, Report report) {
        PlanItem.Epoch first = null;
        for (PlanItem item : plan.items()) {
            if (item instanceof PlanItem.Epoch node) {
                if (first == null) {
                    first = node;
                } else {
                    report.say(report.of(
                                    CompilerMessage.MIXED_EPOCHS,
                                    node.span(),
                                    plan.name().text())
                            .withRelated(report.location(first.span()), "the first one is here"));
                }
            }
        }
        return first == null ? null : read(first, report);
    }

    private static @Nullable Epoch read(PlanItem.Epoch node, Report report) {
        boolean fromIsTime = isTime(node.from(), report);
        boolean toIsTime = isTime(node.to(), report);
        if (!fromIsTime || !toIsTime) {
            return null;
        }
        long from = Long.parseLong(node.from().digits());
        long to = Long.parseLong(node.to().digits());
        if (to <= from) {
            var said = report.of(
                    CompilerMessage.TIMESTAMP_REGRESSION,
                    node.to().span(),
                    node.from().digits(),
                    node.to().digits());
            report.say(
                    to == from
                            ? said
                            : said.withFix(
                                    "swap them",
                                    report.edit(node.from().span(), node.to().digits()),
                                    report.edit(node.to().span(), node.from().digits())));
        }
        // kept even so: it is a value, and what uses it is not a second mistake
        return new Epoch(from, to);
    }

    /** {@code FROM -> TO}. */
    static String shown(Epoch epoch) {
        return epoch.from() + " -> " + epoch.to();
    }

    private static boolean isTime(Timestamp timestamp, Report report) {
        if (timestamp.isMissing()) {
            return false;
        }
        String wrong = wrongWith(timestamp.digits());
        if (wrong != null) {
            report.say(CompilerMessage.NOT_A_DATE, timestamp.span(), timestamp.digits(), wrong);
        }
        return wrong == null;
    }

    private static @Nullable String wrongWith(String digits) {
        if (digits.length() != DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "it is not " + DIGITS + " digits";
        }
        int year = number(digits, 0, 4);
        int month = number(digits, 4, 6);
        int day = number(digits, 6, 8);
        if (year == 0) {
            return "there is no year 0";
        }
        if (month < 1 || month > 12) {
            return "there is no month " + digits.substring(4, 6);
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return "that month has no day " + digits.substring(6, 8);
        }
        if (number(digits, 8, 10) > 23) {
            return "a day has no hour " + digits.substring(8, 10);
        }
        if (number(digits, 10, 12) > 59) {
            return "an hour has no minute " + digits.substring(10, 12);
        }
        return number(digits, 12, 14) > 59 ? "a minute has no second " + digits.substring(12, 14) : null;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
