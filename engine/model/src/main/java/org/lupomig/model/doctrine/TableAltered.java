package org.lupomig.model.doctrine;

import org.lupomig.model.source.Location;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;

/**
 * One action of {@code ALTER TABLE}, {@code CREATE INDEX} or {@code DROP INDEX}.
 *
 * @param table the table
 * @param alter all of the statement, with its algorithm and lock
 * @param action what is done; a rule takes its kind with {@code action instanceof AlterAction.DropColumn}
 * @param place the action's words
 */
public record TableAltered(
        SqlStatement statement, ObjectName table, AlterTable alter, AlterAction action, Location place) {}
