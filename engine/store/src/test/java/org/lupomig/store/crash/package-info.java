/** What is left after processes and servers were killed. */
@NullMarked
package org.lupomig.store.crash;

import org.jspecify.annotations.NullMarked;
