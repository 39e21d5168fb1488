package io.pitchside.model.event;

/** The Kafka headers that travel with a record. Values are UTF-8 text; numbers are decimal digits. */
public final class EventHeaders {
    /** The deterministic id of the event; absent where the payload could not be read. */
    public static final String EVENT_ID = "event-id";
    /** Where the record came in: {@code mqtt} for a device, or what the sender names itself ({@code load}, …). */
    public static final String SOURCE = "source";
    /** When the front door took the record, microseconds since the epoch. */
    public static final String INGESTED_AT = "ingested-at";
    /** Present on a control record and names its kind; such a record is no reading. */
    public static final String CONTROL = "control";
    /** Present ({@code true}) on records of a match that is long over: their times are not held against the wall clock. */
    public static final String HISTORIC = "historic";
    /** Present where the sender itself could not make a reading of its input, and says why. */
    public static final String SENDER_PROBLEM = "sender-problem";

    /** Value of {@link #CONTROL}: the record's value is a {@link io.pitchside.model.tracking.MatchSetup}. */
    public static final String CONTROL_MATCH_SETUP = "match-setup";
    /** Value of {@link #SOURCE} for readings that only warm the process up; they are kept apart everywhere. */
    public static final String SOURCE_WARM_UP = "warm-up";

    private EventHeaders() {}
}
