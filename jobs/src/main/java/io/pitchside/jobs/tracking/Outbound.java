package io.pitchside.jobs.tracking;

import org.jspecify.annotations.Nullable;

/** One record on its way to Kafka. Public fields, because Flink serializes it as a POJO. */
public final class Outbound {
    public String topic = "";
    /** The partition, or -1 to let the key decide. */
    public int partition = -1;

    public byte[] key = new byte[0];
    public byte[] value = new byte[0];
    public @Nullable String source;
    public long ingestedAtUs = -1;

    public Outbound() {}

    static Outbound of(String topic, int partition, byte[] key, byte[] value) {
        Outbound outbound = new Outbound();
        outbound.topic = topic;
        outbound.partition = partition;
        outbound.key = key;
        outbound.value = value;
        return outbound;
    }
}
