/** Forward: a plan, its batches, steps and statements. */
@NullMarked
package org.lupomig.orchestrator.run;

import org.jspecify.annotations.NullMarked;
