package org.lupomig.cli;

/** How the result of a rehearsal is written. The names are what users type. */
enum ReportFormat {
    text,
    json,
    junit,
    sarif
}
