/** The platform under load, as a child process: started, asked, watched from outside, and stopped. */
@NullMarked
package io.pitchside.benchmarks.platform;

import org.jspecify.annotations.NullMarked;
