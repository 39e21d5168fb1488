/** The check-up: the machine, the configuration and a running platform, one line each, with what to do about it. */
@NullMarked
package io.pitchside.app.doctor;

import org.jspecify.annotations.NullMarked;
