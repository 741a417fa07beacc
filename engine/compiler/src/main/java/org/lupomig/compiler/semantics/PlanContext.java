package org.lupomig.compiler.semantics;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.DialectSetting;
import org.lupomig.model.plan.Epoch;
import org.lupomig.sql.ScriptDialect;

/**
 * What every part of a plan is read against.
 *
 * @param epoch null where the plan declares none
 * @param dialects of the scripts for a database, where they are not in the default one
 */
record PlanContext(
        Report report,
        Scope scope,
        Targets targets,
        @Nullable Epoch epoch,
        Unsupported unsupported,
        PlanFiles files,
        Map<String, DialectSetting> dialects) {
    /** How scripts for a database begin to be read. */
    ScriptDialect dialect(String database) {
        DialectSetting setting = dialects.get(database);
        return setting == null ? ScriptDialect.DEFAULT : setting.dialect();
    }
}
