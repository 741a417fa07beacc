package org.lupomig.cli;

/** How a graph can be drawn. The names are what users type. */
enum GraphFormat {
    dot,
    mermaid,
    svg
}
