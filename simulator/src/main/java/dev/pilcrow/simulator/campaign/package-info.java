/** Many runs: seed after seed, shared between machines, with what came of them. */
@NullMarked
package dev.pilcrow.simulator.campaign;

import org.jspecify.annotations.NullMarked;
