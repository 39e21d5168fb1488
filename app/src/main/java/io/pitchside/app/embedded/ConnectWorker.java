package io.pitchside.app.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;

/**
 * One Kafka Connect worker in this process, its REST interface on loopback. Connectors come from the class path; what
 * they are configured to do is kept in Kafka, values of this start and secrets in a file that the configuration names.
 */
public final class ConnectWorker implements AutoCloseable {
    /** Where the worker keeps how connectors and tasks do. */
    static final String STATUS_TOPIC = "pitchside-connect-status";

    /** How a connector's configuration names a value of the file of secrets: {@code ${file:PATH:KEY}}. */
    private static final String SECRETS = "file";

    private final Connect<DistributedHerder> connect;

    private ConnectWorker(Connect<DistributedHerder> connect) {
        this.connect = connect;
    }

    /**
     * How the worker is set up.
     *
     * @param kafka how it reaches Kafka
     * @param restPort where its REST interface listens, on 127.0.0.1
     * @param startedAt epoch milliseconds; makes the group of this start's only worker a new one, because members that
     *     were killed with the last start would hold an old one up until their session ends
     */
    public record Settings(KafkaClients kafka, int restPort, long startedAt) {
        public Settings {
            requireNonNull(kafka, "kafka");
        }
    }

    /**
     * Starts the worker. It takes a moment until it answers: see {@link Connectors#awaitReady}.
     *
     * @throws IOException if it does not come up
     */
    public static ConnectWorker start(Settings settings) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        try {
            return ExitGuard.guarded(
                    "Kafka Connect", () -> new ConnectWorker(new ConnectDistributed().startConnect(worker(settings))));
        } catch (RuntimeException e) {
            throw new IOException("Kafka Connect did not start: " + e.getMessage(), e);
        } finally {
            // Connect leaves its own class loader behind on the thread that started it.
            thread.setContextClassLoader(loader);
        }
    }

    /** What stands in a connector's configuration for a value of the file. */
    public static String reference(String file, String key) {
        return "${" + SECRETS + ":" + file + ":" + key + "}";
    }

    /** Stops the connectors and the worker; what they did not commit they do again at the next start. */
    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }

    private static Map<String, String> worker(Settings settings) {
        String bytes = ByteArrayConverter.class.getName();
        Map<String, String> worker = new HashMap<>(settings.kafka().client());
        // The worker's own clients read top-level settings, those of the connectors read the prefixed ones.
        settings.kafka().settings().forEach((key, value) -> {
            worker.put("producer." + key, value);
            worker.put("consumer." + key, value);
            worker.put("admin." + key, value);
        });
        worker.put("group.id", "pitchside-connect-" + settings.startedAt());
        for (String kind : new String[] {"config", "offset", "status"}) {
            worker.put(kind + ".storage.topic", "pitchside-connect-" + kind);
            // -1: as many copies as the broker makes by itself.
            worker.put(kind + ".storage.replication.factor", "-1");
        }
        worker.put("offset.storage.partitions", "1");
        worker.put("status.storage.partitions", "1");
        worker.put("key.converter", bytes);
        worker.put("value.converter", bytes);
        worker.put("header.converter", bytes);
        worker.put("listeners", "http://127.0.0.1:" + settings.restPort());
        worker.put("plugin.discovery", "service_load");
        worker.put("offset.flush.interval.ms", "1000");
        worker.put("scheduled.rebalance.max.delay.ms", "0");
        worker.put("task.shutdown.graceful.timeout.ms", "5000");
        worker.put("connector.client.config.override.policy", "All");
        worker.put("config.providers", SECRETS);
        worker.put(
                "config.providers." + SECRETS + ".class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        return worker;
    }
}
