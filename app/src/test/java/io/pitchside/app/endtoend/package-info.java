/** The platform as people run it: a process of its own, real parts, real files, kills. */
@NullMarked
package io.pitchside.app.endtoend;

import org.jspecify.annotations.NullMarked;
