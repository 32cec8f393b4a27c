/**
 * Where every open decision of a simulated run comes from: who runs next, how much a read returns,
 * which fault strikes. The same choices give the same run.
 */
@NullMarked
package dev.pilcrow.simulator.choice;

import org.jspecify.annotations.NullMarked;
