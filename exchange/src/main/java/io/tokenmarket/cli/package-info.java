/**
 * The command line: what may be said, and one sentence for what may not. A command reads its
 * options and calls one of the other packages.
 */
package io.tokenmarket.cli;
