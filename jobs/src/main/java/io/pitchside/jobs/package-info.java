/** The jobs: one package each. */
@NullMarked
package io.pitchside.jobs;

import org.jspecify.annotations.NullMarked;
