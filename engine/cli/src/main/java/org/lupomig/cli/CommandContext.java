package org.lupomig.cli;

/**
 * What every command gets.
 *
 * @param activity what it tells about what it is doing
 */
record CommandContext(Shell shell, Activity activity) {}
