/**
 * Live tracking: from sensor readings to seconds, totals' increments, ledger and dead letters. {@code TrackingCore} and
 * what it uses are pure; {@code TrackingJob}, the operators and the serializers are the Flink shell around it.
 */
@NullMarked
package io.pitchside.jobs.tracking;

import org.jspecify.annotations.NullMarked;
