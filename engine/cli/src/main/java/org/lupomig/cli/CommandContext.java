package org.lupomig.cli;

/**
 * What every command gets.
 *
 * @param activity what it tells about what it is doing
 * @param voice how it says what keeps it from its work
 */
record CommandContext(Shell shell, Activity activity, Voice voice) {}
