/** What tests share: golden files, and how a diagnostic reads. */
@NullMarked
package org.lupomig.testkit;

import org.jspecify.annotations.NullMarked;
