package dev.pilcrow.benchmarks.report;

/**
 * What a micro benchmark has yielded.
 *
 * @param name class, method and parameters
 * @param score the mean
 * @param error half of the 99.9 % confidence interval; NaN if there were too few iterations
 * @param unit of both
 * @param octetsPerOperation heap allocated by one call
 */
public record MicroFigure(
    String name, double score, double error, String unit, double octetsPerOperation) {}
