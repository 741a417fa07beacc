/**
 * What editor and command line ask of texts. Joins the compiler and the doctrine, which do not know each other. Pure.
 */
@NullMarked
package org.lupomig.analysis;

import org.jspecify.annotations.NullMarked;
