package org.lupomig.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.NearestName;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.Partitioning;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.SqlExpression.Call;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.TableOption;

/** What reaches beyond the table in its definition: functions that act, rows that are kept elsewhere. */
final class TableReach {
    /** What a mistyped engine is told to be. */
    private static final List<String> ENGINES =
            List.of("InnoDB", "MyISAM", "Aria", "MEMORY", "CSV", "ARCHIVE", "RocksDB");

    private static final String ADDRESS = "its CONNECTION may hold a password, which the way back would keep";
    /** Engines that there are, however near their names are to others. */
    private static final List<String> ELSEWHERE = List.of(
            "MERGE",
            "MRG_MYISAM",
            "MRG_ARIA",
            "FEDERATED",
            "FEDERATEDX",
            "BLACKHOLE",
            "CONNECT",
            "SPIDER",
            "SEQUENCE",
            "OQGRAPH",
            "SPHINX",
            "MROONGA",
            "S3",
            "COLUMNSTORE",
            "TOKUDB",
            "NDB",
            "NDBCLUSTER",
            "XTRADB",
            "BDB",
            "EXAMPLE");

    private TableReach() {}

    /** Why a table cannot be made so that taking it away takes all away; null where it can. */
    static @Nullable Refusal of(CreateTable create) {
        List<SqlExpression> expressions = new ArrayList<>();
        for (Column column : create.shape().columns()) {
            addExpressions(column, expressions);
        }
        for (Check check : create.shape().checks()) {
            expressions.add(check.expression());
        }
        Refusal calls = create.query() == null
                ? beyondSequences(create.kind(), expressions)
                : calls(create.kind(), expressions);
        return calls != null ? calls : options(create);
    }

    /** Why an action of an ALTER reaches beyond the table; null where it does not. */
    static @Nullable Refusal of(AlterTable alter, AlterAction action) {
        if (action instanceof PartitionAction && action.mayHoldSecrets()) {
            return new Refusal(alter.kind(), ADDRESS, action.span());
        }
        List<SqlExpression> expressions = new ArrayList<>();
        if (action instanceof AlterAction.AddColumn add) {
            addExpressions(add.definition(), expressions);
        } else if (action instanceof AlterAction.ModifyColumn modify) {
            addExpressions(modify.definition(), expressions);
        } else if (action instanceof AlterAction.ChangeColumn change) {
            addExpressions(change.definition(), expressions);
        } else if (action instanceof AlterAction.AddCheck add) {
            expressions.add(add.check().expression());
        } else if (action instanceof AlterAction.AlterDefault alters && alters.value() != null) {
            expressions.add(alters.value());
        }
        return calls(alter.kind(), expressions);
    }

    private static void addExpressions(Column column, List<SqlExpression> expressions) {
        for (ColumnAttribute attribute : column.attributes()) {
            if (attribute instanceof ColumnAttribute.Default value) {
                expressions.add(value.value());
            } else if (attribute instanceof ColumnAttribute.Generated generated) {
                expressions.add(generated.expression());
            } else if (attribute instanceof ColumnAttribute.InlineCheck check) {
                expressions.add(check.expression());
            } else if (attribute instanceof ColumnAttribute.OnUpdate update) {
                expressions.add(update.value());
            }
        }
    }

    /** A default that draws on a sequence draws nothing as long as the table is empty. */
    private static @Nullable Refusal beyondSequences(String kind, List<SqlExpression> expressions) {
        return calls(kind, expressions, call -> acts(call.function()) && !draws(call.function()));
    }

    private static @Nullable Refusal calls(String kind, List<SqlExpression> expressions) {
        return calls(kind, expressions, call -> acts(call.function()));
    }

    private static @Nullable Refusal calls(String kind, List<SqlExpression> expressions, Predicate<Call> refused) {
        return expressions.stream()
                .flatMap(expression -> expression.calls().stream())
                .filter(refused)
                .min(Comparator.comparing(Call::span))
                .map(call -> new Refusal(kind, reason(call), call.span()))
                .orElse(null);
    }

    private static String reason(Call call) {
        return isSequence(call.function())
                ? "a sequence that moves on has no way back"
                : "the function " + call.name() + " acts beyond the table";
    }

    private static boolean isSequence(String function) {
        return function.equals("NEXT VALUE FOR");
    }

    private static boolean draws(String function) {
        return isSequence(function) || function.equals("NEXTVAL");
    }

    private static boolean acts(String function) {
        return switch (function) {
            case "NEXTVAL", "SETVAL", "GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS", "SLEEP", "BENCHMARK" -> true;
            case "LOAD_FILE" -> true;
            default -> isSequence(function);
        };
    }

    private static @Nullable Refusal options(CreateTable create) {
        for (TableOption option : create.shape().options()) {
            if (option.name().equals("SEQUENCE")) {
                return new Refusal(create.kind(), "it makes a sequence, not a table", option.span());
            }
            Refusal elsewhere = engine(create.kind(), option);
            if (elsewhere != null) {
                return elsewhere;
            }
        }
        Partitioning partitioning = create.shape().partitioning();
        return partitioning == null ? null : partitions(create.kind(), partitioning.partitions());
    }

    private static @Nullable Refusal partitions(String kind, List<Partitioning.Partition> partitions) {
        for (Partitioning.Partition partition : partitions) {
            for (TableOption option : partition.options()) {
                Refusal elsewhere = engine(kind, option);
                if (elsewhere != null) {
                    return elsewhere;
                }
            }
            Refusal elsewhere = partitions(kind, partition.parts());
            if (elsewhere != null) {
                return elsewhere;
            }
        }
        return null;
    }

    private static @Nullable Refusal engine(String kind, TableOption option) {
        if (option.name().equals("CONNECTION")) {
            return new Refusal(kind, ADDRESS, option.span());
        }
        boolean engine = option.name().equals("ENGINE") || option.name().equals("TYPE");
        if (!engine || keepsItsOwnRows(option.value())) {
            return null;
        }
        String known = ELSEWHERE.contains(Characters.upper(option.value()))
                ? null
                : NearestName.of(option.value(), ENGINES).orElse(null);
        String why = known == null
                ? "tables of engine " + option.value() + " keep their rows elsewhere"
                : "no engine " + option.value() + " is known, but " + known + " is";
        return new Refusal(kind, why, option.span());
    }

    private static boolean keepsItsOwnRows(String engine) {
        return switch (Characters.upper(engine)) {
            case "INNODB", "MYISAM", "ARIA", "MEMORY", "HEAP", "CSV", "ARCHIVE", "ROCKSDB" -> true;
            default -> false;
        };
    }
}
