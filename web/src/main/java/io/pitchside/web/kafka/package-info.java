/** The web's side of Kafka: following the topics, reading them again, writing set-ups. */
@NullMarked
package io.pitchside.web.kafka;

import org.jspecify.annotations.NullMarked;
