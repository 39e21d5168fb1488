/** Recomputing a match from its raw records: parity with what is stored, what-if, and the way of one event. */
@NullMarked
package io.pitchside.app.replay;

import org.jspecify.annotations.NullMarked;
