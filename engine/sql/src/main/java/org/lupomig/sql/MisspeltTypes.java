package org.lupomig.sql;

import java.util.List;
import java.util.Set;
import org.lupomig.model.diagnostic.NearestName;

/** Finds data types that are misspelt. One that is like no type may be a plugin's: the server is the judge. */
final class MisspeltTypes {
    private static final List<String> TYPES =
            List.of(("BIGINT BINARY BIT BLOB BOOL BOOLEAN CHAR CHARACTER DATE DATETIME "
                            + "DECIMAL DOUBLE ENUM FLOAT GEOMETRY INET4 INET6 INT INTEGER JSON LINESTRING LONGBLOB LONGTEXT MEDIUMBLOB "
                            + "MEDIUMINT MEDIUMTEXT MULTIPOINT MULTIPOLYGON NUMERIC NVARCHAR POINT POLYGON SERIAL SMALLINT TEXT TIME "
                            + "TIMESTAMP TINYBLOB TINYINT TINYTEXT UUID VARBINARY VARCHAR YEAR")
                    .split(" ", -1));

    /** Those that nobody means by mistake, too. */
    private static final Set<String> OTHERS =
            Set.of(("CLOB DEC FIXED FLOAT4 FLOAT8 GEOMETRYCOLLECTION GEOMCOLLECTION INT1 "
                            + "INT2 INT3 INT4 INT8 LONG MIDDLEINT MULTILINESTRING NATIONAL NCHAR NUMBER RAW REAL ROW SET TYPE VARCHAR2 "
                            + "VARCHARACTER VECTOR XMLTYPE")
                    .split(" ", -1));

    private static final int SHORTEST = 3;

    private MisspeltTypes() {}

    /** Makes the statement unreadable where the type at a token is none, and like one that there is. */
    static void refuse(Cursor c, int at) {
        String word = c.word(at);
        boolean name = isType(c.word(at + 1)) || c.isSymbol(at + 1, '.') || c.isSymbol(at + 1, '%');
        if (word.length() >= SHORTEST && !isType(word) && !name) {
            NearestName.of(word, TYPES)
                    .ifPresent(meant -> c.unreadable(
                            "'" + c.shown(at) + "' is no type that is known (did you mean " + meant + "?)", at));
        }
    }

    private static boolean isType(String word) {
        return TYPES.contains(word) || OTHERS.contains(word);
    }
}
