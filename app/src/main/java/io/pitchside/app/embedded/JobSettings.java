package io.pitchside.app.embedded;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * How one job runs on the platform's cluster.
 *
 * @param name what status pages call it
 * @param parallelism slots that it takes
 * @param checkpoints the folder of its checkpoints, its alone
 * @param checkpointInterval how far apart they are
 */
public record JobSettings(String name, int parallelism, Path checkpoints, Duration checkpointInterval) {
    /** Key groups of every job. State can be rescaled up to here; changing it makes all checkpoints unusable. */
    private static final int KEY_GROUPS = 128;

    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(2);
    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(1);
    private static final int RESTARTS_MAX = 20;

    public JobSettings {
        requireNonNull(name, "name");
        requireNonNull(checkpoints, "checkpoints");
        requireNonNull(checkpointInterval, "checkpointInterval");
    }

    JobGraph plan(Consumer<StreamExecutionEnvironment> definition, @Nullable Path checkpoint) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        environment.setParallelism(parallelism);
        environment.setMaxParallelism(KEY_GROUPS);
        definition.accept(environment);
        var graph = environment.getStreamGraph();
        graph.setJobName(name);
        JobGraph plan = graph.getJobGraph();
        if (checkpoint != null) {
            // NO_CLAIM, the default: the old checkpoint stays ours, and is there if this start fails.
            plan.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), false));
        }
        return plan;
    }

    private Configuration configuration() {
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        // Kryo is slow, and what it wrote yesterday it may not read tomorrow.
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(15));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(2));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS_MAX);
        return settings;
    }
}
