/**
 * The hub's state machine: registrations, speech and goodbyes in, effects out. Pure: time and
 * tokens come with the inputs, and what I/O learns comes back as an input.
 */
@NullMarked
package dev.pilcrow.protocol.hub;

import org.jspecify.annotations.NullMarked;
