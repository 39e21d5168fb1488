/**
 * End-to-end load on a platform of its own, and the peers that it is compared to in the same run. Not shipped; called
 * as {@code ./pitchside bench NAME}.
 */
@NullMarked
package io.pitchside.benchmarks;

import org.jspecify.annotations.NullMarked;
