package io.pitchside.app;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code DATA/run.json} says of the platform that runs on that folder. It appears, complete, before the platform
 * calls itself ready, and goes away when it stops cleanly.
 *
 * @param pid the process
 * @param ports the port of every part that listens in this process, by part
 * @param addresses how to reach every part, embedded or not: {@code http} a full URL, {@code mqtt} {@code tcp://host:port}
 * @param startedAt epoch milliseconds
 * @param tokenFile file with the administrator's token
 * @param mqttCredentialsFile file with the credentials that our own publishers use
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RunFile(
        long pid,
        Map<String, Integer> ports,
        Map<String, String> addresses,
        long startedAt,
        String tokenFile,
        String mqttCredentialsFile) {
    /** Its name in the data folder. */
    public static final String NAME = "run.json";

    public RunFile {
        ports = Collections.unmodifiableMap(new TreeMap<>(ports));
        addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
    }

    /**
     * The run file of the platform on that folder.
     *
     * @return empty when no platform runs there, or one that was killed and left nothing behind
     * @throws IOException if there is one that cannot be read
     */
    public static Optional<RunFile> read(Path data) throws IOException {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(EventJson.read(Files.readAllBytes(file), RunFile.class));
    }

    /** Whether the process that wrote it still lives; a killed one leaves its file behind. */
    public boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /**
     * The address of a part.
     *
     * @throws IllegalArgumentException if the platform has no such part
     */
    public String address(String part) {
        String address = addresses.get(part);
        if (address == null) {
            throw new IllegalArgumentException("no address of \"" + part + "\"; known are " + addresses.keySet());
        }
        return address;
    }

    /**
     * The port of a part that listens in this process.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public int port(String part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException("no port of \"" + part + "\"; known are " + ports.keySet());
        }
        return port;
    }

    byte[] json() {
        return EventJson.bytes(this);
    }
}
