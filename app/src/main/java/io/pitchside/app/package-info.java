/** The platform as one process: what runs, in which order it starts and stops, and what it says about itself. */
@NullMarked
package io.pitchside.app;

import org.jspecify.annotations.NullMarked;
