package org.lupomig.cli;

/** How a result is written. The names are what users type. */
enum OutputFormat {
    text,
    json
}
