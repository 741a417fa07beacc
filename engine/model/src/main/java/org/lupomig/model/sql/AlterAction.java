package org.lupomig.model.sql;

import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;

/**
 * One action of {@code ALTER TABLE}, {@code CREATE INDEX} or {@code DROP INDEX}: one record for each that the manual
 * knows.
 */
public sealed interface AlterAction permits AlterAction.OfTable, PartitionAction {
    /** Its words as the manual writes them, without names: {@code DROP COLUMN}. */
    String words();

    /** All of it. */
    Span span();

    /** {@code IF [NOT] EXISTS} of this action, or null. */
    default @Nullable Span guard() {
        return null;
    }

    /** Whether a password may be written in it. */
    default boolean mayHoldSecrets() {
        return false;
    }

    /** The actions that are not on partitions. */
    sealed interface OfTable extends AlterAction {}

    /**
     * {@code ADD [COLUMN] name …}.
     *
     * @param guard shared by all columns of one list
     */
    record AddColumn(Column definition, @Nullable Span guard, Span span) implements OfTable {
        /** Its name. */
        public String column() {
            return definition.name();
        }

        @Override
        public String words() {
            return "ADD COLUMN";
        }
    }

    /** {@code ADD INDEX name (…)} of any kind, the primary key included. */
    record AddIndex(Key key, Span span) implements OfTable {
        /** Its name; null where the server chooses it, and for the primary key. */
        public @Nullable String index() {
            return key.name();
        }

        /** The first column it is made of, after which the server names it; null where it has none. */
        public @Nullable String firstColumn() {
            return key.parts().isEmpty() ? null : key.parts().get(0).column();
        }

        /** Whether it is the primary key. */
        public boolean primary() {
            return key.kind() == Key.Kind.PRIMARY;
        }

        @Override
        public @Nullable Span guard() {
            return key.guard();
        }

        @Override
        public String words() {
            return primary() ? "ADD PRIMARY KEY" : "ADD INDEX";
        }
    }

    /** {@code ADD FOREIGN KEY …}. */
    record AddForeignKey(ForeignKey key, Span span) implements OfTable {
        @Override
        public @Nullable Span guard() {
            return key.guard();
        }

        @Override
        public String words() {
            return "ADD FOREIGN KEY";
        }
    }

    /** {@code ADD CHECK (…)}. */
    record AddCheck(Check check, Span span) implements OfTable {
        @Override
        public @Nullable Span guard() {
            return check.guard();
        }

        @Override
        public String words() {
            return "ADD CHECK";
        }
    }

    /** {@code ADD PERIOD FOR name (start, end)}. */
    record AddPeriod(Period period, Span span) implements OfTable {
        @Override
        public @Nullable Span guard() {
            return period.guard();
        }

        @Override
        public String words() {
            return "ADD PERIOD";
        }
    }

    /** {@code ADD SYSTEM VERSIONING}, or {@code DROP}, which loses the history. */
    record SystemVersioning(boolean add, Span span) implements OfTable {
        @Override
        public String words() {
            return add ? "ADD SYSTEM VERSIONING" : "DROP SYSTEM VERSIONING";
        }
    }

    /** {@code MODIFY [COLUMN] name …}: what is not said again is lost. */
    record ModifyColumn(Column definition, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "MODIFY COLUMN";
        }
    }

    /** {@code CHANGE [COLUMN] name new-name …}. */
    record ChangeColumn(
            String column, Column definition, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "CHANGE COLUMN";
        }
    }

    /** {@code RENAME COLUMN name TO new-name}. */
    record RenameColumn(String column, String to, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "RENAME COLUMN";
        }
    }

    /**
     * {@code ALTER [COLUMN] name SET DEFAULT value}, or {@code DROP DEFAULT}.
     *
     * @param value null where it is dropped
     */
    record AlterDefault(
            String column,
            @Nullable SqlExpression value,
            @Nullable Span guard,
            Span span) implements OfTable {
        @Override
        public String words() {
            return value == null ? "ALTER COLUMN DROP DEFAULT" : "ALTER COLUMN SET DEFAULT";
        }
    }

    /** {@code ALTER [COLUMN] name SET NOT NULL}, or {@code DROP NOT NULL}. */
    record AlterNullability(String column, boolean nullable, Span span) implements OfTable {
        @Override
        public String words() {
            return nullable ? "ALTER COLUMN DROP NOT NULL" : "ALTER COLUMN SET NOT NULL";
        }
    }

    /** {@code DROP [COLUMN] name}, with its values. */
    record DropColumn(String column, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "DROP COLUMN";
        }
    }

    /** {@code DROP INDEX name}; {@code PRIMARY} is the primary key. */
    record DropIndex(String index, @Nullable Span guard, Span span) implements OfTable {
        /** The name of the primary key. */
        public static final String PRIMARY = "PRIMARY";

        @Override
        public String words() {
            return index.equals(PRIMARY) ? "DROP PRIMARY KEY" : "DROP INDEX";
        }
    }

    /** {@code DROP FOREIGN KEY name}. */
    record DropForeignKey(String name, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "DROP FOREIGN KEY";
        }
    }

    /** {@code DROP CONSTRAINT name}: a check, a foreign key, a unique index or the primary key, {@code PRIMARY}. */
    record DropConstraint(String name, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "DROP CONSTRAINT";
        }
    }

    /** {@code DROP PERIOD FOR name}. */
    record DropPeriod(String name, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "DROP PERIOD";
        }
    }

    /** {@code RENAME INDEX name TO new-name}. */
    record RenameIndex(String index, String to, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "RENAME INDEX";
        }
    }

    /** {@code ALTER INDEX name IGNORED}, or {@code NOT IGNORED}: whether the optimizer uses it. */
    record IgnoreIndex(
            String index, boolean ignored, @Nullable Span guard, Span span) implements OfTable {
        @Override
        public String words() {
            return "ALTER INDEX";
        }
    }

    /** {@code RENAME TO table}, among other actions. */
    record RenameTo(TableRef to, Span span) implements OfTable {
        @Override
        public String words() {
            return "RENAME";
        }
    }

    /** {@code CONVERT TO CHARACTER SET …}: every column, and the table. */
    record ConvertCharset(String charset, @Nullable String collation, Span span) implements OfTable {
        @Override
        public String words() {
            return "CONVERT TO CHARACTER SET";
        }
    }

    /** An option of the table, such as {@code ENGINE=InnoDB}. */
    record SetOption(TableOption option) implements OfTable {
        @Override
        public boolean mayHoldSecrets() {
            return option.mayHoldSecrets();
        }

        @Override
        public Span span() {
            return option.span();
        }

        @Override
        public String words() {
            return option.name();
        }
    }

    /** {@code ORDER BY column, …}: as written. */
    record OrderRows(SqlText by, Span span) implements OfTable {
        @Override
        public String words() {
            return "ORDER BY";
        }
    }

    /** {@code FORCE}: the table is made anew as it is. */
    record Force(Span span) implements OfTable {
        @Override
        public String words() {
            return "FORCE";
        }
    }

    /** {@code ENABLE KEYS}, or {@code DISABLE KEYS}. */
    record SwitchKeys(boolean on, Span span) implements OfTable {
        @Override
        public String words() {
            return on ? "ENABLE KEYS" : "DISABLE KEYS";
        }
    }

    /** {@code DISCARD TABLESPACE}, which throws the rows away, or {@code IMPORT TABLESPACE}. */
    record Tablespace(boolean discard, Span span) implements OfTable {
        @Override
        public String words() {
            return discard ? "DISCARD TABLESPACE" : "IMPORT TABLESPACE";
        }
    }
}
