/** What a benchmark hands back: figures as JSON under the binding names, and as a table for people. */
@NullMarked
package io.pitchside.benchmarks.report;

import org.jspecify.annotations.NullMarked;
