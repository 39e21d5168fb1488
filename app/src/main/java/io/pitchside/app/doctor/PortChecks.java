package io.pitchside.app.doctor;

import io.pitchside.app.RunFile;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Key;
import io.pitchside.app.config.Keys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every port that this site's platform listens on: held by the platform that runs, or free for the one to come. */
public final class PortChecks {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MS_MAX = 1_000;

    private final Configuration site;
    private final @Nullable RunFile run;

    /** @param run of the platform that runs; null where none does */
    public PortChecks(Configuration site, @Nullable RunFile run) {
        this.site = site;
        this.run = run;
    }

    public List<Check> made() {
        List<Check> checks = new ArrayList<>();
        checks.add(port("http", site.get(Keys.HTTP_HOST), Keys.HTTP_PORT));
        if (site.get(Keys.MQTT_URL).isEmpty()) {
            checks.add(port("mqtt", site.get(Keys.MQTT_HOST), Keys.MQTT_PORT));
        }
        if (site.get(Keys.KAFKA_BOOTSTRAP_SERVERS).isEmpty()) {
            checks.add(port("kafka", LOOPBACK, Keys.KAFKA_PORT));
        }
        if (site.get(Keys.CONNECT_URL).isEmpty()) {
            checks.add(port("connect", LOOPBACK, Keys.CONNECT_PORT));
        }
        checks.add(port("flink", LOOPBACK, Keys.FLINK_PORT));
        if (site.get(Keys.TIME_SERIES_URL).isEmpty()) {
            checks.add(port("questdb", LOOPBACK, Keys.QUESTDB_PORT));
        }
        return checks;
    }

    private Check port(String part, String host, Key<Integer> key) {
        String name = "port " + part;
        if (run != null) {
            Integer port = run.ports().get(part);
            return port == null ? Check.ok(name, "not in this process") : listening(name, host, port);
        }
        int port = site.get(key);
        if (port == 0) {
            return Check.ok(name, "any free one");
        }
        if (free(host, port)) {
            return Check.ok(name, port + " is free");
        }
        String holder = PortHolder.of(port).orElse("another program");
        return Check.problem(
                name,
                port + " is taken by " + holder,
                "stop that program, or choose another port: --set " + key.name() + "=0 takes any free one");
    }

    private static Check listening(String name, String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.equals("0.0.0.0") ? LOOPBACK : host, port), CONNECT_MS_MAX);
            return Check.ok(name, port + " answers");
        } catch (IOException e) {
            return Check.problem(
                    name,
                    port + " does not answer: " + e.getMessage(),
                    "stop the platform and start it again with ./pitchside up; its log says more");
        }
    }

    private static boolean free(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            // Taken, or not ours to have: to a platform that wants it that is the same.
            return false;
        }
    }
}
