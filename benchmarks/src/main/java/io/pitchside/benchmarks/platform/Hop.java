package io.pitchside.benchmarks.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A stretch of a reading's way through the platform, told by the names of the threads that work for it. The first hop
 * that knows a name has it, so the special ones stand before the general ones.
 */
public enum Hop {
    /** The compilers of the JVM. */
    JIT("^C[12] Comp", "^Sweeper thread"),
    /** The garbage collector of the JVM. */
    GC("^GC ", "^G1 ", "^VM Thread", "^Z[A-Z]"),
    /** The MQTT endpoint: connections, decoding, PUBACK. */
    MQTT("^mqtt-"),
    /** The sink connector and its consumer; the HTTP client posts the line protocol. */
    SINK("^task-thread-.*time-series", "connector-consumer-.*time-series", "^HttpClient-"),
    /** The source connector between endpoint and Kafka: its task and its producer. */
    CONNECT_SOURCE("^task-thread-", "connector-producer-"),
    /** The Connect worker itself. */
    CONNECT_OTHER("^DistributedHerder", "connect", "^SourceTaskOffset", "^KafkaBasedLog", "^qtp"),
    /** The web server: the tail of the topics, live streams, requests. */
    WEB("^live-", "^http-[0-9]"),
    /** The job: reading Kafka, computing, writing Kafka, checkpoints. */
    FLINK(
            "^Source",
            "^(System )?Time Trigger for",
            "^[Ff]link",
            "^(jobmanager|taskmanager|resourcemanager|mini-cluster|cluster-io)",
            "^Checkpoint",
            "^AsyncOperations",
            "^OutputFlusher",
            "^IOManager",
            "^BLOB Server",
            "^kafka-producer-network-thread \\| producer-",
            "tracking-enumerator"),
    /** The broker. */
    KAFKA(
            "^data-plane-",
            "^kafka-",
            "^raft-",
            "^quorum-controller",
            "^(broker|controller)-[0-9]",
            "^ExpirationReaper",
            "^executor-",
            "^(group|share)-",
            "^transaction-log",
            "^TxnMarker",
            "^AddPartitionsToTxn"),
    /** The time-series store. */
    QUESTDB("^shared-(network|query|write)_", "^wal-apply_", "^view-compiler_", "^logging_", "^questdb"),
    OTHER;

    private final Pattern threads;

    Hop(String... threads) {
        // No pattern at all, as OTHER has it, finds every name.
        this.threads = Pattern.compile(String.join("|", threads));
    }

    /** The hop that a thread of this name works for. */
    public static Hop ofThread(String name) {
        return Arrays.stream(values())
                .filter(hop -> hop.threads.matcher(name).find())
                .findFirst()
                .orElse(OTHER);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
