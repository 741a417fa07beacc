/** Tests of the database for tests. */
@NullMarked
package org.lupomig.testkit.model;

import org.jspecify.annotations.NullMarked;
