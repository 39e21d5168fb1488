package io.pitchside.app.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The Flink cluster of the platform: one task manager in this process, its REST interface on loopback without job upload.
 * Thread-safe.
 */
public final class FlinkCluster implements AutoCloseable {
    /** Flink itself, as status pages name it. */
    public static final String VERSION = org.apache.flink.runtime.util.EnvironmentInformation.getVersion();

    /** Checkpoints that a running job keeps: the newest, and the one before it to fall back to. */
    private static final int CHECKPOINTS_KEPT = 2;
    /** The heap backend needs no managed memory; exchanges between a few subtasks need few buffers. */
    private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(16);

    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(10);

    private final MiniCluster cluster;

    private FlinkCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts the cluster.
     *
     * @param temporary a folder for its temporary files; what an earlier, killed cluster left there is deleted
     * @param restPort where its REST interface listens, on 127.0.0.1
     * @param slots the sum of the parallelisms of all jobs
     * @throws IOException if it does not come up
     */
    public static FlinkCluster start(Path temporary, int restPort, int slots) throws IOException {
        Folders.delete(temporary);
        Files.createDirectories(temporary);
        Configuration settings = new Configuration();
        settings.set(CoreOptions.TMP_DIRS, temporary.toString());
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(RestOptions.PORT, restPort);
        settings.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        settings.set(WebOptions.SUBMIT_ENABLE, false);
        settings.set(WebOptions.CANCEL_ENABLE, false);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS_KEPT);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        FlinkCluster started = new FlinkCluster(cluster);
        try {
            cluster.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new IOException("Flink did not start: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a job where its newest complete checkpoint left off, or, if that one cannot be restored, the one before it;
     * a job without checkpoints starts anew. Returns once all its tasks run.
     *
     * @param definition adds the job's operators to the environment it is given
     * @throws IOException if the job does not come up, or none of its checkpoints can be restored; the message says what
     *     to do
     */
    public FlinkJob run(JobSettings settings, Consumer<StreamExecutionEnvironment> definition)
            throws IOException, InterruptedException {
        Checkpoints checkpoints = new Checkpoints(settings.checkpoints());
        Files.createDirectories(settings.checkpoints());
        List<Path> restorable =
                checkpoints.newestFirst().stream().limit(CHECKPOINTS_KEPT).toList();
        if (restorable.isEmpty()) {
            return FlinkJob.started(cluster, settings, settings.plan(definition, null), checkpoints);
        }
        List<String> failures = new ArrayList<>();
        for (Path checkpoint : restorable) {
            try {
                return FlinkJob.started(cluster, settings, settings.plan(definition, checkpoint), checkpoints);
            } catch (IOException e) {
                failures.add(checkpoint.getFileName() + ": " + e.getMessage());
            }
        }
        throw new IOException("the job " + settings.name() + " cannot go on from its checkpoints ("
                + String.join("; ", failures) + "); to let it start anew from what Kafka still holds, move "
                + settings.checkpoints() + " away");
    }

    /** Stops the cluster and every job on it, without a last checkpoint. */
    @Override
    public void close() throws IOException {
        try {
            cluster.closeAsync().get(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("Flink did not stop cleanly: " + Reason.of(e), e);
        } catch (TimeoutException e) {
            throw new IOException("Flink did not stop within " + CLOSE_WAIT_MAX.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while Flink stopped");
        }
    }
}
