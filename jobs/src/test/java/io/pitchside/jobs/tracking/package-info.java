/** Tests of live tracking. */
@NullMarked
package io.pitchside.jobs.tracking;

import org.jspecify.annotations.NullMarked;
