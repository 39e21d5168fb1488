package io.pitchside.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster in this process, with a job that only counts. */
class FlinkClusterIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration WAIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private FlinkCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = FlinkCluster.start(folder.resolve("tmp"), freePort(), 1);
    }

    @AfterEach
    void stop() throws IOException {
        cluster.close();
    }

    @Test
    void aJobGoesOnFromItsNewestCheckpoint() throws Exception {
        runWithTwoCheckpoints();
        Path newest = checkpoints().get(0);

        FlinkJob second = cluster.run(settings(), FlinkClusterIT::counting);

        assertThat(second.status().state()).isEqualTo("RUNNING");
        assertThat(second.status().restoredFrom()).endsWith(ending(newest));
        second.stop();
    }

    @Test
    void aBrokenCheckpointIsPassedOverForTheOneBeforeIt() throws Exception {
        runWithTwoCheckpoints();
        Path newest = checkpoints().get(0);
        Path before = checkpoints().get(1);
        Files.writeString(newest.resolve("_metadata"), "broken");

        FlinkJob second = cluster.run(settings(), FlinkClusterIT::counting);

        assertThat(second.status().state()).isEqualTo("RUNNING");
        assertThat(second.status().restoredFrom()).endsWith(ending(before));
        second.stop();
    }

    @Test
    void aJobThatCannotGoOnIsRefusedAndSaysWhereItsCheckpointsAre() throws Exception {
        runWithTwoCheckpoints();
        for (Path checkpoint : checkpoints()) {
            Files.writeString(checkpoint.resolve("_metadata"), "broken");
        }

        assertThatThrownBy(() -> cluster.run(settings(), FlinkClusterIT::counting))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot go on from its checkpoints")
                .hasMessageContaining("move " + settings().checkpoints() + " away");
    }

    @Test
    void checkpointsOfEarlierStartsGoOnceThereAreTwoNewOnes() throws Exception {
        runWithTwoCheckpoints();
        Path earlier = checkpoints().get(0).getParent();
        FlinkJob second = cluster.run(settings(), FlinkClusterIT::counting);

        second.checkpoint(WAIT);
        second.checkpoint(WAIT);

        assertThat(earlier).doesNotExist();
        assertThat(checkpoints()).hasSizeGreaterThanOrEqualTo(2);
        second.stop();
    }

    /** The start's folder and the checkpoint's: Flink writes the path before them in its own way. */
    private static String ending(Path checkpoint) {
        return checkpoint.getParent().getFileName() + "/" + checkpoint.getFileName();
    }

    private void runWithTwoCheckpoints() throws Exception {
        FlinkJob first = cluster.run(settings(), FlinkClusterIT::counting);
        first.checkpoint(WAIT);
        first.checkpoint(WAIT);
        first.stop();
    }

    private JobSettings settings() {
        return new JobSettings("counting", 1, folder.resolve("checkpoints"), LONG);
    }

    private List<Path> checkpoints() throws IOException {
        return new Checkpoints(settings().checkpoints()).newestFirst();
    }

    private static void counting(StreamExecutionEnvironment environment) {
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(100), Types.LONG);
        environment
                .fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
