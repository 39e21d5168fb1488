package io.pitchside.web.live;

/** The limits of what the hub keeps and sends. */
public final class LiveSettings {
    /** Clients that watch at once, over all matches; one more is answered 429. */
    public static final int CLIENTS_MAX = 1_000;
    /** Bytes waiting for one client; above it the client is cut and may resume. */
    public static final int PENDING_BYTES_MAX = 1 << 20;
    /** Matches kept live at once; readings of further ones are not shown. */
    public static final int MATCHES_MAX = 2_000;
    /** Players of one match; readings of further ones are not shown. */
    public static final int PLAYERS_MAX = 256;
    /** Bytes of the ring from which the clients of one match resume. */
    public static final int RING_BYTES_MAX = 4 << 20;
    /** Every watched match has at least this much of a ring. */
    public static final int RING_BYTES_MIN = 64 << 10;
    /** How long a ring stays after the last client of its match went, milliseconds. */
    public static final long RING_LINGER_MS = 120_000;
    /** Bytes that one resume may bring back from Kafka. */
    public static final int SEEK_BYTES_MAX = 4 << 20;
    /** Rows of {@code player-metrics} that one resume may bring back. */
    public static final int SEEK_ROWS_MAX = 10_000;
    /** Bytes of all rings together. */
    public static final long RINGS_BYTES_MAX = 96L << 20;
    /** Records that one resume may read back from Kafka, in each of the two topics. */
    public static final int SEEK_RECORDS_MAX = 200_000;
    /** Resumes that wait to be read back from Kafka; one more gets a {@code reset}. */
    public static final int SEEKS_MAX = 16;
    /** How long one read back may take before the client gets a {@code reset}, milliseconds. */
    public static final int SEEK_MS_MAX = 5_000;
    /** Ids remembered per player to recognise a repeat. */
    public static final int REPEATS_MAX = 256;
    /** Seconds of rows kept per player; older ones are folded into the sums. */
    public static final int RECENT_S = 180;
    /** Seconds of rows kept per player while the stored sums are not read yet. */
    public static final int RECENT_S_MAX = 900;
    /** A match nobody watches and nobody sends for this long gives its memory back, milliseconds. */
    public static final long IDLE_MS_MAX = 30 * 60_000L;
    /** A sensor that was heard within this time is live, milliseconds. */
    public static final long SENSOR_LIVE_MS = 5_000;
    /** How often a comment is sent that only keeps the connection open, milliseconds. */
    public static final long HEARTBEAT_MS = 10_000;

    /** Alerts kept of each match; older ones are in the store. */
    public static final int ALERTS_MAX = 1_000;
    /** Alerts that one event carries, and that a client begins with. */
    public static final int ALERTS_SENT_MAX = 100;

    private LiveSettings() {}
}
