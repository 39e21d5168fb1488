/**
 * The servers that run inside this process where no address of another one is configured: Kafka, Kafka Connect, Flink.
 * The only place of {@code app} that sees their types.
 */
@NullMarked
package io.pitchside.app.embedded;

import org.jspecify.annotations.NullMarked;
