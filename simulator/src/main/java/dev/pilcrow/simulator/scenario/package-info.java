/**
 * The same scenarios on the simulated kernel and on the machine's own: what every participant gets,
 * and every verdict, must be equal.
 *
 * <ul>
 *   <li>{@link dev.pilcrow.simulator.scenario.Scenario} is one, a value with a readable text form;
 *   <li>{@link dev.pilcrow.simulator.scenario.Scenario#named} are those that come with the
 *       simulator;
 *   <li>{@link dev.pilcrow.simulator.scenario.ScenarioCheck} plays them, and drawn ones, on both
 *       kernels, and tells the first difference, made short.
 * </ul>
 */
@NullMarked
package dev.pilcrow.simulator.scenario;

import org.jspecify.annotations.NullMarked;
