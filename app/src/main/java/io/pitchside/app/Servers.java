package io.pitchside.app;

import io.pitchside.app.Parts.Part;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Key;
import io.pitchside.app.config.Keys;
import io.pitchside.app.config.Secret;
import io.pitchside.app.embedded.ConnectSecrets;
import io.pitchside.app.embedded.ConnectWorker;
import io.pitchside.app.embedded.Connectors;
import io.pitchside.app.embedded.FlinkCluster;
import io.pitchside.app.embedded.KafkaBroker;
import io.pitchside.app.embedded.KafkaClients;
import io.pitchside.app.embedded.Leftovers;
import io.pitchside.app.embedded.TopicCreation;
import io.pitchside.app.pipelines.Tracking;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.stores.timeseries.OpenedStore;
import io.pitchside.stores.timeseries.QuestDbServer;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreKind;
import io.pitchside.stores.timeseries.TimeSeriesAddress;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka, the time series, Flink and Connect: each started in this process, or, where the site gave an address, found
 * there. The methods may run side by side; what they open goes to {@link Parts}.
 */
final class Servers {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String TIME_SERIES_USER = "pitchside";
    private static final String CONTROLLER = "kafka-controller";

    private final Configuration site;
    private final DataFolder data;
    private final Parts parts;
    private final Pipeline pipeline;
    private final long startedAtMs;
    private final Map<String, Integer> ports;

    /** @throws StartException if a port is taken */
    Servers(Configuration site, DataFolder data, Parts parts, Pipeline pipeline, long startedAtMs)
            throws StartException {
        this.site = site;
        this.data = data;
        this.parts = parts;
        this.pipeline = pipeline;
        this.startedAtMs = startedAtMs;
        this.ports = Ports.resolve(wanted(), ProcessHandle.current().pid());
    }

    private List<Ports.Wanted> wanted() {
        List<Ports.Wanted> wanted = new ArrayList<>();
        wanted.add(new Ports.Wanted("http", Keys.HTTP_PORT.name(), site.get(Keys.HTTP_HOST), site.get(Keys.HTTP_PORT)));
        if (site.get(Keys.MQTT_URL).isEmpty()) {
            wanted.add(new Ports.Wanted(
                    "mqtt", Keys.MQTT_PORT.name(), site.get(Keys.MQTT_HOST), site.get(Keys.MQTT_PORT)));
        }
        if (embeddedKafka()) {
            wanted.add(embedded("kafka", Keys.KAFKA_PORT));
            wanted.add(new Ports.Wanted(CONTROLLER, Keys.KAFKA_PORT.name(), LOOPBACK, 0));
        }
        if (embeddedConnect()) {
            wanted.add(embedded("connect", Keys.CONNECT_PORT));
        }
        wanted.add(embedded("flink", Keys.FLINK_PORT));
        if (site.get(Keys.TIME_SERIES_URL).isEmpty()) {
            wanted.add(embedded("questdb", Keys.QUESTDB_PORT));
        }
        return wanted;
    }

    private Ports.Wanted embedded(String part, Key<Integer> key) {
        return new Ports.Wanted(part, key.name(), LOOPBACK, site.get(key));
    }

    private boolean embeddedKafka() {
        return site.get(Keys.KAFKA_BOOTSTRAP_SERVERS).isEmpty();
    }

    boolean embeddedConnect() {
        return site.get(Keys.CONNECT_URL).isEmpty();
    }

    int port(String part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException("nothing of this platform listens as " + part);
        }
        return port;
    }

    /** The ports that people may connect to, by part. */
    Map<String, Integer> ports() {
        Map<String, Integer> shown = new TreeMap<>(ports);
        shown.remove(CONTROLLER);
        return shown;
    }

    /** Where every part is reached, by part. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>();
        addresses.put("http", "http://" + host(site.get(Keys.HTTP_HOST)) + ":" + port("http"));
        addresses.put("mqtt", mqtt());
        addresses.put("kafka", bootstrapServers());
        addresses.put("connect", connectUrl().toString());
        addresses.put("flink", "http://" + LOOPBACK + ":" + port("flink"));
        addresses.put("questdb", timeSeriesUrl().toString());
        return addresses;
    }

    private String mqtt() {
        Optional<URI> broker = site.get(Keys.MQTT_URL);
        if (broker.isPresent()) {
            return broker.get().toString();
        }
        String scheme = site.get(Keys.MQTT_TLS_CERTIFICATE).isPresent() ? "ssl" : "tcp";
        return scheme + "://" + host(site.get(Keys.MQTT_HOST)) + ":" + port("mqtt");
    }

    /** An address that can be connected to: one that stands for all interfaces is reached on this machine by loopback. */
    private static String host(String listening) {
        return switch (listening) {
            case "0.0.0.0", "::", "[::]", "localhost" -> LOOPBACK;
            default -> listening;
        };
    }

    private String bootstrapServers() {
        return site.get(Keys.KAFKA_BOOTSTRAP_SERVERS).orElseGet(() -> LOOPBACK + ":" + port("kafka"));
    }

    private URI connectUrl() {
        return site.get(Keys.CONNECT_URL).orElseGet(() -> URI.create("http://" + LOOPBACK + ":" + port("connect")));
    }

    private URI timeSeriesUrl() {
        return site.get(Keys.TIME_SERIES_URL).orElseGet(() -> URI.create("http://" + LOOPBACK + ":" + port("questdb")));
    }

    /** Kafka, without the pipeline's topics yet. */
    KafkaClients kafka() throws IOException {
        if (embeddedKafka()) {
            parts.opened(Part.KAFKA, KafkaBroker.start(data.kafka(), port("kafka"), port(CONTROLLER)));
        }
        return new KafkaClients(bootstrapServers(), site.kafkaClient());
    }

    /** Makes the pipeline's topics, and clears away what a killed platform left. */
    void topics(Admin admin) throws InterruptedException {
        new TopicCreation(admin, Tracking.RETENTION).create(pipeline.topics());
        if (embeddedKafka() && embeddedConnect()) {
            Leftovers leftovers = new Leftovers(admin);
            leftovers.forgetConnectorStates();
            leftovers.removeMembersOf(
                    pipeline.sinks().stream().map(Pipeline.Sink::name).toList());
        }
    }

    /** The time-series store with its tables. */
    OpenedStore timeSeries() throws IOException, StoreAccessException {
        String database = site.get(Keys.TIME_SERIES_DATABASE);
        if (site.get(Keys.TIME_SERIES_URL).isPresent()) {
            TimeSeriesAddress address = new TimeSeriesAddress(
                    timeSeriesUrl(),
                    site.get(Keys.TIME_SERIES_USERNAME).orElse(""),
                    site.get(Keys.TIME_SERIES_PASSWORD).map(Secret::reveal).orElse(""));
            String kind = site.get(Keys.TIME_SERIES_KIND);
            return OpenedStore.open(
                    kind.equals(Keys.KIND_AUTO) ? StoreKind.detect(address) : StoreKind.of(kind), address, database);
        }
        QuestDbServer server = parts.opened(
                Part.TIME_SERIES,
                QuestDbServer.start(data.timeSeries(), port("questdb"), TIME_SERIES_USER, AccessTokens.random()));
        return OpenedStore.open(StoreKind.QUESTDB, server.address(), database);
    }

    FlinkCluster flink(int slots) throws IOException {
        return parts.opened(Part.FLINK, FlinkCluster.start(data.temporary().resolve("flink"), port("flink"), slots));
    }

    /** A Connect worker; it takes a moment until it answers. */
    Connectors connect(KafkaClients kafka, OpenedStore timeSeries) throws IOException {
        Map<String, String> values = new TreeMap<>();
        values.put(ConnectSecrets.TIME_SERIES_URL, timeSeries.address().url().toString());
        values.put(ConnectSecrets.TIME_SERIES_USERNAME, timeSeries.address().username());
        values.put(ConnectSecrets.TIME_SERIES_PASSWORD, timeSeries.address().password());
        values.put(ConnectSecrets.TIME_SERIES_KIND, timeSeries.kind().code());
        values.put(ConnectSecrets.TIME_SERIES_DATABASE, timeSeries.database());
        if (site.get(Keys.MQTT_URL).isEmpty()) {
            values.put(ConnectSecrets.MQTT_PORT, Integer.toString(port("mqtt")));
        }
        site.get(Keys.MQTT_PASSWORD).ifPresent(secret -> values.put(ConnectSecrets.MQTT_PASSWORD, secret.reveal()));
        PrivateFiles.write(ConnectSecrets.of(site).file(), ConnectSecrets.content(values));
        if (embeddedConnect()) {
            parts.opened(
                    Part.CONNECT, ConnectWorker.start(new ConnectWorker.Settings(kafka, port("connect"), startedAtMs)));
        }
        return new Connectors(connectUrl());
    }
}
