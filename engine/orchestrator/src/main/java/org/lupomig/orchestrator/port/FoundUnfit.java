package org.lupomig.orchestrator.port;

import org.lupomig.orchestrator.port.TargetSession.OwnValues;

/**
 * Whether there are rows that would not come through a change of their table.
 *
 * @param own whether there are
 * @param why one clause, where there are some: of those that are alike it says which
 */
public record FoundUnfit(OwnValues own, String why) {}
