package io.pitchside.app.embedded;

import io.pitchside.app.config.Configuration;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The file of values that connectors need and that must not stand in Kafka: secrets, and what is another thing at the
 * next start. A connector's configuration refers to them; a worker that is not ours must be able to read the file.
 */
public final class ConnectSecrets {
    /** Where devices connect. */
    public static final String MQTT_PORT = "mqtt.port";
    /** The password at a broker of the site's. */
    public static final String MQTT_PASSWORD = "mqtt.password";
    /** Where the time series are, who writes them, and with which password. */
    public static final String TIME_SERIES_URL = "time-series.url";

    public static final String TIME_SERIES_USERNAME = "time-series.username";
    public static final String TIME_SERIES_PASSWORD = "time-series.password";

    /** What the store is, and its database where it has several. */
    public static final String TIME_SERIES_KIND = "time-series.kind";

    public static final String TIME_SERIES_DATABASE = "time-series.database";

    private final Path file;

    private ConnectSecrets(Path file) {
        this.file = file;
    }

    public static ConnectSecrets of(Configuration site) {
        return new ConnectSecrets(site.data().resolve("run").resolve("connect.properties"));
    }

    public Path file() {
        return file;
    }

    /** What stands in a connector's configuration for one of the values. */
    public String reference(String name) {
        return ConnectWorker.reference(file.toString(), name);
    }

    /** The file's content for these values. */
    public static byte[] content(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory does not fail", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
