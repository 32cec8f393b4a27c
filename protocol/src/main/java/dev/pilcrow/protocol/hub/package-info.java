/**
 * The hub as a state machine: inputs come in with the time, effects go out to a sink, and nothing
 * else touches the world.
 */
@NullMarked
package dev.pilcrow.protocol.hub;

import org.jspecify.annotations.NullMarked;
