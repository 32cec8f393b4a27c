/**
 * The {@code pilcrow} command: options and output of the hub, the client and the one-shot commands.
 */
@NullMarked
package dev.pilcrow.cli;

import org.jspecify.annotations.NullMarked;
