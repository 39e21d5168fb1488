/**
 * Real parts for tests: the platform as a child process, a foreign MQTT broker and its client, a browser, real match data.
 *
 * <p>What is not installed on a machine is skipped with a reason that says what to install; with {@code CI=true} it is a
 * failure, so that a pipeline cannot turn green by testing nothing.
 */
@NullMarked
package io.pitchside.testing;

import org.jspecify.annotations.NullMarked;
