/**
 * The lab sheet's own line protocol, as its unmodified clients speak it: frames without an end of
 * their own, told apart by where the next one begins. Normative text: docs/protocol.md, section
 * "Classic".
 */
@NullMarked
package dev.pilcrow.protocol.classic;

import org.jspecify.annotations.NullMarked;
