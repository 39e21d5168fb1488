/**
 * One seeded football match behind every fake source: what happens on the pitch, the tags that measure it, and the
 * faults of their way to the platform. Nothing here reads a clock, a file or the network: the same seed gives the same
 * bytes, on any machine.
 *
 * <p>{@link io.pitchside.simulator.FootballMatch} moves the match on frame by frame;
 * {@link io.pitchside.simulator.SensorStream} turns it into the messages that sensors send, with
 * {@link io.pitchside.simulator.Faults} on demand.
 */
@NullMarked
package io.pitchside.simulator;

import org.jspecify.annotations.NullMarked;
