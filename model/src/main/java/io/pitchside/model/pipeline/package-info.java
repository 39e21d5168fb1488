/** A pipeline as a value: doors, job, sinks and views, checked when it is made. */
@NullMarked
package io.pitchside.model.pipeline;

import org.jspecify.annotations.NullMarked;
