/** The step's states, lifecycle names and rollback classes. */
@NullMarked
package org.lupomig.model.state;

import org.jspecify.annotations.NullMarked;
