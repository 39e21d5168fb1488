package io.pitchside.app.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker that is its own controller, on loopback, with its log in one folder. Small on purpose: it holds a day
 * of one site's records. What was acknowledged is in the operating system's cache, so it survives a killed process.
 */
public final class KafkaBroker implements AutoCloseable {
    /** Biggest batch that the broker takes: above the biggest that the front door can be configured to take. */
    private static final int MESSAGE_BYTES_MAX = 18 * 1024 * 1024;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private KafkaBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts the broker; its folder is formatted when it is new. Not to be interrupted: a broker takes that for a broken
     * disk.
     *
     * @param folder where the log is kept
     * @param port where clients connect, on 127.0.0.1
     * @param controllerPort where the broker talks to itself, on 127.0.0.1
     * @throws IOException if the folder cannot be used
     */
    public static KafkaBroker start(Path folder, int port, int controllerPort) throws IOException {
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        String bootstrapServers = "127.0.0.1:" + port;
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(settings(folder, port, controllerPort), false), Time.SYSTEM);
        return ExitGuard.guarded("Kafka on " + folder, () -> {
            try {
                server.startup();
                return new KafkaBroker(server, bootstrapServers);
            } catch (RuntimeException e) {
                server.shutdown();
                throw e;
            }
        });
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker; what it holds stays in its folder. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot prepare " + folder + " for Kafka: " + e.getMessage(), e);
        }
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "PLAINTEXT",
                "log.dirs", folder.toString()));
        // A topic that nobody declared is a mistake; internal topics have the one copy that there is.
        settings.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        settings.putAll(Map.of(
                "num.network.threads", "1",
                "num.io.threads", "2",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "2",
                "log.cleaner.threads", "1",
                "log.cleaner.dedupe.buffer.size", "8388608",
                "log.segment.bytes", "134217728",
                "log.index.size.max.bytes", "2097152",
                "message.max.bytes", Integer.toString(MESSAGE_BYTES_MAX),
                "replica.fetch.max.bytes", Integer.toString(MESSAGE_BYTES_MAX)));
        // After a killed process the broker waits until its former self counts as gone: the default is 9 s.
        settings.putAll(Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500"));
        // Groups form at once, and a platform that was off for a month goes on where its sinks were.
        settings.putAll(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "offsets.retention.minutes", "43200"));
        return settings;
    }
}
