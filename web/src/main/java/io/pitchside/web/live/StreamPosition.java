package io.pitchside.web.live;

import io.pitchside.model.topic.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has been sent: the next offsets of the match's partition in the two topics. Its text is the
 * {@code id} of an event, and what the client sends back as {@code Last-Event-ID}.
 */
record StreamPosition(int partition, long sensorNext, long metricsNext) {
    private static final Pattern TEXT = Pattern.compile(
            Topics.SENSOR_READINGS + "/(\\d{1,4}):(\\d{1,18})," + Topics.PLAYER_METRICS + "/(\\d{1,4}):(\\d{1,18})");

    /** Empty where the text is none of ours, or the two topics name different partitions. */
    static Optional<StreamPosition> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || !matcher.group(1).equals(matcher.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new StreamPosition(
                Integer.parseInt(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(4))));
    }

    @Override
    public String toString() {
        return Topics.SENSOR_READINGS + "/" + partition + ":" + sensorNext + "," + Topics.PLAYER_METRICS + "/"
                + partition + ":" + metricsNext;
    }
}
