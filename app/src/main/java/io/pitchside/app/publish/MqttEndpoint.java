package io.pitchside.app.publish;

import static io.pitchside.app.publish.PlatformException.Kind.FAILED;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where to publish, and as whom.
 *
 * @param credentials null: without, which the front door allows on loopback
 */
public record MqttEndpoint(
        String host, int port, boolean tls, @Nullable Credentials credentials) {
    private static final Set<String> PLAIN = Set.of("tcp", "mqtt");
    private static final Set<String> SECURE = Set.of("ssl", "tls", "mqtts");

    /**
     * Reads an address.
     *
     * @param address {@code tcp://host:port}, {@code ssl://host:port} or {@code host:port}
     * @throws PlatformException if it is none of these
     */
    public static MqttEndpoint of(String address, @Nullable Credentials credentials) throws PlatformException {
        String url = address.contains("://") ? address : "tcp://" + address;
        try {
            URI uri = URI.create(url);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (PLAIN.contains(scheme) || SECURE.contains(scheme))) {
                boolean tls = SECURE.contains(scheme);
                int port = uri.getPort() > 0 ? uri.getPort() : tls ? 8883 : 1883;
                return new MqttEndpoint(uri.getHost(), port, tls, credentials);
            }
        } catch (IllegalArgumentException e) {
            throw new PlatformException(FAILED, wrong(address), e);
        }
        throw new PlatformException(FAILED, wrong(address));
    }

    private static String wrong(String address) {
        return "MQTT address \"" + address + "\": write tcp://HOST:PORT or ssl://HOST:PORT";
    }

    @Override
    public String toString() {
        return (tls ? "ssl://" : "tcp://") + host + ":" + port;
    }
}
