/** What a run found, as JSON and as one page of HTML. */
@NullMarked
package dev.pilcrow.benchmarks.report;

import org.jspecify.annotations.NullMarked;
