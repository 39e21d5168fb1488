package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.app.embedded.KafkaBroker;
import io.pitchside.testing.FreePorts;
import io.pitchside.testing.PlatformProcess;
import io.pitchside.testing.PlatformProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that has a Kafka: its address is set, and the platform leaves its own one out. */
class OwnKafkaIT {
    @TempDir
    private Path folder;

    @Test
    void theConfiguredKafkaIsUsedAndNoneIsStarted() throws IOException {
        List<Integer> ports = FreePorts.several(2);
        List<String> lines = TrackingFiles.lines(3, 4, 20);
        String file = TrackingFiles.write(folder.resolve("walk.csv"), lines).toString();
        try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("own"), ports.get(0), ports.get(1));
                PlatformProcess platform = PlatformProcess.in(folder.resolve("platform"))
                        .set("warm-up.duration", "0s")
                        .set("kafka.bootstrap.servers", kafka.bootstrapServers())
                        .start()) {
            Outcome loaded = platform.command("load", "tracking", file);

            assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
            assertThat(platform.audit().at("/pipelines/tracking/stored").asInt())
                    .isEqualTo(lines.size() - 1);
            assertThat(platform.audit().get("balanced").asBoolean()).isTrue();
            assertThat(platform.data().resolve("kafka")).doesNotExist();
        }
    }
}
