package org.lupomig.cli;

/** Languages in which a graph can be drawn. The names are what users type. */
enum GraphFormat {
    dot,
    mermaid
}
