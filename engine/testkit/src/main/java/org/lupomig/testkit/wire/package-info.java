/** A line between a client and a server that counts what the client sends, and fails at a chosen place. */
@NullMarked
package org.lupomig.testkit.wire;

import org.jspecify.annotations.NullMarked;
