package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.DialectSetting;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;

/** Speaks of settings of the project that would say nothing in silence. */
final class DialectSettings {
    private DialectSettings() {}

    /** Says which of them are of no database of the plan that has such scripts. */
    static void check(Map<String, DialectSetting> settings, Scope scope, Report report) {
        List<String> without = new ArrayList<>(scope.databaseNames());
        without.removeAll(settings.keySet());
        new TreeMap<>(settings).forEach((database, setting) -> {
            if (scope.sqliteFile(database) != null) {
                say(setting, CompilerMessage.SQL_MODE_OF_SQLITE, report, database);
            } else if (scope.database(database) == null && !setting.addressed()) {
                String nearest = report.nearest(database, without);
                if (nearest == null) {
                    // It may be of another plan of the project, whose server is the embedded one.
                    String hint = Hints.hint(null, scope.databaseNames(), "It declares none.");
                    say(setting, CompilerMessage.SETTING_OF_NO_DATABASE, report, database, hint);
                } else {
                    Location at = Location.of(setting.file(), setting.database());
                    report.remember(setting.file());
                    report.say(Hints.withChange(
                            Diagnostic.of(CompilerMessage.MISSPELT_DATABASE_IN_SETTING, at, database, nearest),
                            setting.file().name(),
                            setting.database(),
                            nearest));
                }
            }
        });
    }

    private static void say(DialectSetting setting, CompilerMessage message, Report report, Object... arguments) {
        report.remember(setting.file());
        report.say(Diagnostic.of(message, Location.of(setting.file(), setting.database()), arguments));
    }
}
