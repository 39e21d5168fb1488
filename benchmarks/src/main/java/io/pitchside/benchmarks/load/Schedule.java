package io.pitchside.benchmarks.load;

/**
 * When each reading of a run is due. The time is a pure function of match, tag and tick, so a receiver needs no table
 * to know when a reading was meant to be sent: latency counts from there, and a sender that falls behind is charged
 * for it (no coordinated omission). Immutable.
 *
 * <p>Messages are spread evenly over each period: one per match where a message is a whole frame, one per tag else. The
 * tags of a match follow each other, as a gateway at a pitch sends them.
 *
 * @param matches matches that play at the same time, each with its own connection and its own client
 * @param hz readings per second of each tag
 * @param framed whether a message carries one frame of a match (all its tags) or one reading
 * @param warmTicks ticks at the start that are sent and accounted for, but not measured
 * @param measuredTicks ticks behind them, whose latency is recorded
 */
public record Schedule(int matches, int hz, boolean framed, int warmTicks, int measuredTicks) {
    public static final int MATCHES_MAX = 1_000;
    public static final int HZ_MAX = 1_000;
    public static final int TICKS_MAX = 1 << 20;
    private static final long SECOND_NS = 1_000_000_000L;

    public Schedule {
        require("matches", matches, 1, MATCHES_MAX);
        require("hz", hz, 1, HZ_MAX);
        require("warm-up ticks", warmTicks, 0, TICKS_MAX);
        require("measured ticks", measuredTicks, 1, TICKS_MAX);
    }

    /** A run of so many matches and whole seconds. */
    public static Schedule of(int matches, int hz, boolean framed, int warmSeconds, int measuredSeconds) {
        return new Schedule(matches, hz, framed, warmSeconds * hz, measuredSeconds * hz);
    }

    /** Readings per second. */
    public int rate() {
        return matches * Tags.COUNT * hz;
    }

    public int ticks() {
        return warmTicks + measuredTicks;
    }

    /** How many messages one period holds. */
    public int messagesPerPeriod() {
        return framed ? matches : matches * Tags.COUNT;
    }

    public int readingsPerMessage() {
        return framed ? Tags.COUNT : 1;
    }

    public long messages() {
        return (long) ticks() * messagesPerPeriod();
    }

    public long readings() {
        return messages() * readingsPerMessage();
    }

    /** When the message is due, nanoseconds from the start of the run. */
    public long dueNs(long message) {
        return message * (SECOND_NS / hz) / messagesPerPeriod();
    }

    /** When the reading is due, nanoseconds from the start of the run. */
    public long dueNs(int match, int tag, int tick) {
        return dueNs((long) tick * messagesPerPeriod() + (framed ? match : match * Tags.COUNT + tag));
    }

    public int match(long message) {
        int slot = (int) (message % messagesPerPeriod());
        return framed ? slot : slot / Tags.COUNT;
    }

    /** The message's only tag; 0, the first of all, where it carries a frame. */
    public int tag(long message) {
        return framed ? 0 : (int) (message % Tags.COUNT);
    }

    /** The tick of the message, which is also the {@code seq} of its readings. */
    public int tick(long message) {
        return (int) (message / messagesPerPeriod());
    }

    public boolean measured(int tick) {
        return tick >= warmTicks;
    }

    public long warmNs() {
        return warmTicks * (SECOND_NS / hz);
    }

    public long durationNs() {
        return ticks() * (SECOND_NS / hz);
    }

    public int measuredSeconds() {
        return (measuredTicks + hz - 1) / hz;
    }

    private static void require(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + ": " + value + ", allowed are " + min + " to " + max);
        }
    }
}
