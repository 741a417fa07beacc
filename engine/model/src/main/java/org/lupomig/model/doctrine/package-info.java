/**
 * What the rules of the doctrine see: the facts of a plan and of its SQL, each with the place to point at, and the way
 * a rule says what it has found. Rules of projects are written against this package; what is here stays.
 */
@NullMarked
package org.lupomig.model.doctrine;

import org.jspecify.annotations.NullMarked;
