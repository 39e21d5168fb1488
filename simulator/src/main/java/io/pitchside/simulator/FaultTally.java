package io.pitchside.simulator;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a stream has produced so far, counted where it was done: what a check of the platform compares its own counts
 * with. Immutable.
 *
 * @param messages made from the match, faults not counted
 * @param readings different ones in these messages
 * @param duplicateMessages sent a second time
 * @param duplicateReadings in these
 * @param lateMessages held up on purpose
 * @param lateReadings in these
 * @param garbage broken messages by kind; a broken frame still carries good readings in front of the broken one, all of
 *     them repeats
 * @param lostReadings taken away by dropouts and reboots
 */
public record FaultTally(
        long messages,
        long readings,
        long duplicateMessages,
        long duplicateReadings,
        long lateMessages,
        long lateReadings,
        Map<Garbage, Long> garbage,
        long lostReadings) {
    public FaultTally {
        garbage = garbage.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(garbage));
    }

    public long garbageMessages() {
        return garbage.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Everything that was sent. */
    public long allMessages() {
        return messages + duplicateMessages + garbageMessages();
    }
}
