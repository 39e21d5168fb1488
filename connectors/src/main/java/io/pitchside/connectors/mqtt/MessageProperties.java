package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventHeaders;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the sender said about a message beside its payload: the MQTT 5 user properties that the front door understands.
 * All others are ignored. Immutable; the arrays must not be written to.
 *
 * @param source value of the {@code source} header
 * @param historic whether the readings are of a match that is long over
 * @param senderProblem why the payload is no reading, where the sender itself says so; the payload is then not read
 */
@SuppressWarnings("ArrayRecordComponent") // header values as Connect takes them; never compared
record MessageProperties(byte[] source, boolean historic, byte @Nullable [] senderProblem) {
    static final int SENDER_PROBLEM_CHARS_MAX = 500;

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,32}");

    /** A message without user properties. */
    static final MessageProperties NONE = new MessageProperties("mqtt".getBytes(UTF_8), false, null);

    /** These properties and one more; what is not understood, or not of the right form, changes nothing. */
    MessageProperties with(String name, String value) {
        return switch (name) {
            // The readings are worth more than the label: a source of the wrong form is left out, not the message.
            case EventHeaders.SOURCE ->
                SOURCE.matcher(value).matches()
                        ? new MessageProperties(value.getBytes(UTF_8), historic, senderProblem)
                        : this;
            case EventHeaders.HISTORIC -> new MessageProperties(source, value.equals("true"), senderProblem);
            case EventHeaders.SENDER_PROBLEM -> {
                String text = value.length() > SENDER_PROBLEM_CHARS_MAX
                        ? value.substring(0, SENDER_PROBLEM_CHARS_MAX)
                        : value;
                yield new MessageProperties(source, historic, text.getBytes(UTF_8));
            }
            default -> this;
        };
    }
}
