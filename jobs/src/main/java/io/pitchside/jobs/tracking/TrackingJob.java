package io.pitchside.jobs.tracking;

import io.pitchside.model.topic.Topics;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The tracking job: {@code sensor-readings} in; {@code readings}, {@code player-metrics}, {@code dead-letters},
 * {@code alerts}, {@code setup-history} and {@code ledger} out. Keyed by match, because a match is one ordered log and its set-up shapes all of
 * its players. Sinks are at-least-once: ids and revisions make the outcome exactly-once.
 */
public final class TrackingJob {
    /** The name of the job and the prefix of its operators' uids. Changing one loses the state behind it. */
    public static final String NAME = "tracking";

    /** State is spread over so many groups; fixed, because it can't be changed while there is state. */
    public static final int PARALLELISM_MAX = 128;

    private TrackingJob() {}

    /** Defines the job in {@code env}; checkpointing and where to restore from are the environment's. */
    public static void define(StreamExecutionEnvironment env, TrackingJobSettings settings) {
        env.setParallelism(settings.parallelism());
        env.setMaxParallelism(PARALLELISM_MAX);
        DataStream<Inbound> records = env.fromSource(source(settings), WatermarkStrategy.noWatermarks(), "readings")
                .uid(NAME + "-source");
        // One task needs no exchange: it has all keys, and source, core and sink run as one chain.
        KeyedStream<Inbound, String> matches = settings.parallelism() == 1
                ? DataStreamUtils.reinterpretAsKeyedStream(records, record -> record.matchId, Types.STRING)
                : records.keyBy(record -> record.matchId, Types.STRING);
        SingleOutputStreamOperator<Outbound> results = matches.transform(
                        "tracking",
                        Types.POJO(Outbound.class),
                        new TrackingOperator(
                                settings.rules(),
                                settings.alerts(),
                                settings.idleFlush().toMillis()))
                .uid(NAME + "-core");
        results.sinkTo(sink(settings)).name("results").uid(NAME + "-sink");
        results.getSideOutput(TrackingOperator.LEDGER)
                .transform("ledger", Types.POJO(Outbound.class), new LedgerOperator())
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid(NAME + "-ledger")
                .sinkTo(sink(settings))
                .setParallelism(1)
                .name("ledger")
                .uid(NAME + "-ledger-sink");
    }

    private static KafkaSource<Inbound> source(TrackingJobSettings settings) {
        return KafkaSource.<Inbound>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setProperties(properties(settings))
                .setTopics(Topics.SENSOR_READINGS)
                .setGroupId("pitchside-" + NAME)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new InboundReader())
                // Positions are in the checkpoint; what a group would say about them could only be older.
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty("fetch.max.wait.ms", "500")
                .setProperty("max.poll.records", "5000")
                .build();
    }

    private static KafkaSink<Outbound> sink(TrackingJobSettings settings) {
        return KafkaSink.<Outbound>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setKafkaProducerConfig(properties(settings))
                .setRecordSerializer(new OutboundWriter())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("acks", "all")
                .setProperty("linger.ms", "5")
                .setProperty("batch.size", "131072")
                .setProperty("max.request.size", "2097152")
                .build();
    }

    private static Properties properties(TrackingJobSettings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.kafkaProperties());
        return properties;
    }
}
