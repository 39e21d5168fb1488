/** The commands a person types. Data goes to standard output, progress and errors to standard error. */
@NullMarked
package io.pitchside.app.cli;

import org.jspecify.annotations.NullMarked;
