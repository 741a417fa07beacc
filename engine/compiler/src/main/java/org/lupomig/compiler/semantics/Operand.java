package org.lupomig.compiler.semantics;

import org.lupomig.model.plan.Expression;
import org.lupomig.model.source.Span;

/** A typed part of an expression, and where it stands. */
record Operand(Span span, Expression value) {
    Expression.Type type() {
        return value.type();
    }
}
