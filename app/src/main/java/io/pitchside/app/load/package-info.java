/**
 * Recorded matches, played in through the platform's own front door: readers of the formats, and the load that
 * publishes what they read. A line that is no reading is published as well, with the reason, so that the platform keeps
 * it as a dead letter: nothing of a file disappears.
 */
@NullMarked
package io.pitchside.app.load;

import org.jspecify.annotations.NullMarked;
