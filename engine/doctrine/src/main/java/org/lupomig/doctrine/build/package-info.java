/** Makes classes, a catalogue and pages out of the folders of rules, when the project is built. */
@NullMarked
package org.lupomig.doctrine.build;

import org.jspecify.annotations.NullMarked;
