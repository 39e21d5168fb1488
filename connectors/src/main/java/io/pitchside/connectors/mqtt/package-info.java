/**
 * The MQTT front door: a Kafka Connect source whose task is itself the endpoint that sensors publish to ({@code listen}),
 * or a subscriber of a site's own broker ({@code subscribe}). A message is acknowledged only after Kafka has it.
 *
 * <p>Way of a message: {@link io.pitchside.connectors.mqtt.TopicRoutes} reads its topic,
 * {@link io.pitchside.connectors.mqtt.PayloadSplitter} makes one record of each reading,
 * {@link io.pitchside.connectors.mqtt.RecordQueue} hands the records to Connect, and
 * {@link io.pitchside.connectors.mqtt.Delivery} waits until the last of them is written.
 */
@NullMarked
package io.pitchside.connectors.mqtt;

import org.jspecify.annotations.NullMarked;
