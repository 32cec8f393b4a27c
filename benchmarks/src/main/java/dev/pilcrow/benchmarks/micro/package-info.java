/** Single parts of the hub in one process, measured by JMH. */
@NullMarked
package dev.pilcrow.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
