package io.pitchside.jobs.tracking;

import org.jspecify.annotations.Nullable;

/** One record of {@code sensor-readings} on its way to the core. Public fields, because Flink serializes it as a POJO. */
public final class Inbound {
    public int partition;
    public long offset;
    /** The match: what the stream is keyed by. */
    public String matchId = "";
    /** The player; empty in a control record, {@code ?} where the door could not tell. */
    public String playerId = "";

    public byte[] key = new byte[0];
    public byte[] value = new byte[0];
    public String source = "";
    public long ingestedAtUs;
    public boolean historic;
    /** What the sender says is wrong with the record; null for nothing. */
    public @Nullable String senderProblem;

    public boolean control;
}
