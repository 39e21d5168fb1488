/**
 * The load: a schedule of readings, the connections that send them and the clients that receive them, and the account
 * of every single reading in between.
 */
@NullMarked
package io.pitchside.benchmarks.load;

import org.jspecify.annotations.NullMarked;
