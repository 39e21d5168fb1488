package io.pitchside.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The platform's own route: MQTT with QoS 1 in, one live stream per match out. */
public final class LiveRoute implements Route {
    private final MqttOutlet outlet;
    private final List<LiveStream> streams;
    private final Receiver receiver;
    private final Accounting accounting;

    private LiveRoute(MqttOutlet outlet, List<LiveStream> streams, Receiver receiver, Accounting accounting) {
        this.outlet = outlet;
        this.streams = streams;
        this.receiver = receiver;
        this.accounting = accounting;
    }

    /**
     * Where the platform is reached.
     *
     * @param mqtt its MQTT endpoint
     * @param http its web address, {@code http://host:port}
     * @param token sent with every request, never shown
     */
    public record Endpoints(InetSocketAddress mqtt, URI http, String token) {
        @Override
        public String toString() {
            return "mqtt " + mqtt + ", " + http;
        }
    }

    /**
     * Opens a connection and a stream for each match.
     *
     * @param matchIds one for each match of the run's schedule; their set-ups are already with the platform
     */
    public static LiveRoute open(Endpoints endpoints, String stadiumId, List<String> matchIds, Accounting accounting)
            throws IOException {
        List<LiveStream> streams = new ArrayList<>();
        @Nullable MqttOutlet outlet = null;
        try {
            for (int match = 0; match < matchIds.size(); match++) {
                streams.add(
                        LiveStream.open(endpoints.http(), endpoints.token(), match, matchIds.get(match), accounting));
            }
            outlet = MqttOutlet.open(endpoints.mqtt(), stadiumId, matchIds, accounting);
            List<Receiver.Source> sources = new ArrayList<>(streams);
            for (int match = 0; match < matchIds.size(); match++) {
                sources.add(outlet.connection(match));
            }
            return new LiveRoute(outlet, streams, Receiver.start(sources), accounting);
        } catch (IOException e) {
            closeAll(outlet, streams);
            throw e;
        }
    }

    @Override
    public Pacer pacer() {
        return new Pacer(outlet, accounting);
    }

    @Override
    public @Nullable Exception failure() {
        return receiver.failure();
    }

    @Override
    public long cuts() {
        return streams.stream().mapToLong(LiveStream::cuts).sum();
    }

    @Override
    public void close() throws IOException {
        receiver.close();
        closeAll(outlet, streams);
    }

    private static void closeAll(@Nullable MqttOutlet outlet, List<LiveStream> streams) throws IOException {
        for (LiveStream stream : streams) {
            stream.close();
        }
        if (outlet != null) {
            outlet.close();
        }
    }
}
