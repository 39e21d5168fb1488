/** Events of live player tracking, and their codecs. */
@NullMarked
package io.pitchside.model.tracking;

import org.jspecify.annotations.NullMarked;
