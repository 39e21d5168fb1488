package io.pitchside.benchmarks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "C2 CompilerThread0, JIT",
                "C1 CompilerThre, JIT",
                "GC Thread#1, GC",
                "G1 Refine#0, GC",
                "mqtt-listen-1-1, MQTT",
                "task-thread-tracking-mqtt-0, CONNECT_SOURCE",
                "kafka-producer-network-thread | connector-producer-tracking-mqtt-0, CONNECT_SOURCE",
                "task-thread-tracking-time-series-0, SINK",
                "HttpClient-2-Worker-0, SINK",
                "kafka-producer-network-thread | pitchside-connect-1795405469268-offsets, CONNECT_OTHER",
                "KafkaBasedLog Work Thread - pitchside-connect-config, CONNECT_OTHER",
                "live-tail, WEB",
                "http-216, WEB",
                "Source: readings -> tracking -> (results: Writer -> results: Committer) (1/1)#0, FLINK",
                "Source Data Fetcher for Source: readings -> tracking (1/1)#0, FLINK",
                "kafka-producer-network-thread | producer-1, FLINK",
                "Checkpoint Timer, FLINK",
                "data-plane-kafka-request-handler-0, KAFKA",
                "kafka-1-raft-io-thread, KAFKA",
                "executor-Fetch, KAFKA",
                "shared-network_0, QUESTDB",
                "wal-apply_0, QUESTDB",
                "main, OTHER"
            })
    void threadBelongsToItsHop(String thread, Hop hop) {
        assertThat(Hop.ofThread(thread)).isEqualTo(hop);
    }
}
