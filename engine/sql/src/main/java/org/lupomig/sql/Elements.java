package org.lupomig.sql;

import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.Period;

/** Takes what stands in a list of columns and keys, in its order. */
interface Elements {
    void column(Column column);

    void key(Key key);

    void foreignKey(ForeignKey key);

    void check(Check check);

    void period(Period period);
}
