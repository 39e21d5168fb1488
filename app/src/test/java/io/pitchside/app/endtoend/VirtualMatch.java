package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.app.publish.MqttPublisher;
import io.pitchside.app.publish.PlatformClient;
import io.pitchside.app.publish.PlatformException;
import io.pitchside.app.publish.Publication;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.simulator.Faults;
import io.pitchside.simulator.FootballMatch;
import io.pitchside.simulator.MatchPlan;
import io.pitchside.simulator.SensorMessage;
import io.pitchside.simulator.SensorStream;
import io.pitchside.simulator.SensorStream.Packing;
import io.pitchside.testing.PlatformProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A simulated match in virtual time, sent through the real front door as fast as it is acknowledged. Stateless. */
final class VirtualMatch {
    private VirtualMatch() {}

    /** Plays it to its end and waits until all of it is stored; how many usable readings were sent, repeats included. */
    static long play(PlatformProcess platform, MatchPlan plan, Faults faults)
            throws PlatformException, InterruptedException {
        PlatformClient client = PlatformClient.of(platform.data());
        FootballMatch football = FootballMatch.of(plan);
        long sent = send(platform, football, faults);
        client.putSetup(football.setup().withStatus(Status.FINISHED));
        client.awaitStored(Duration.ofMinutes(1));
        return sent;
    }

    /** Sends all of its readings and leaves it running; how many usable ones, repeats included. */
    static long send(PlatformProcess platform, FootballMatch football, Faults faults)
            throws PlatformException, InterruptedException {
        PlatformClient client = PlatformClient.of(platform.data());
        client.putSetup(football.setup().withStatus(Status.LIVE));
        SensorStream stream = SensorStream.of(football, Packing.READING, faults);
        long sent = 0;
        List<CompletableFuture<Void>> acknowledgements = new ArrayList<>();
        try (MqttPublisher publisher = MqttPublisher.connect(MqttPublisher.Settings.of("faults"), client.mqtt())) {
            while (stream.hasNext()) {
                SensorMessage message = stream.next();
                String topic = Publication.playerTopic(
                        message.stadiumId(), message.matchId(), Objects.requireNonNull(message.playerId()));
                acknowledgements.add(publisher.publish(topic, message.payload(), Publication.live("virtual")));
                sent += message.readings();
            }
            publisher.awaitAcknowledged();
            assertThat(acknowledgements)
                    .allMatch(
                            acknowledgement -> acknowledgement.isDone() && !acknowledgement.isCompletedExceptionally());
        }
        return sent;
    }
}
