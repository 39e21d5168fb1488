/** The topics of the platform: names, keys, partitions. */
@NullMarked
package io.pitchside.model.topic;

import org.jspecify.annotations.NullMarked;
