package io.pitchside.app.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.checkpoint.RestoredCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that runs on the platform's cluster. Thread-safe. */
public final class FlinkJob {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
    private static final Duration START_WAIT_MAX = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(10);
    /** Checkpoints of its own that a start has before those of earlier starts go: there is always one to fall back to. */
    private static final int OWN_CHECKPOINTS_FIRST = 2;

    private final MiniCluster cluster;
    private final JobID id;
    private final JobSettings settings;
    private final Checkpoints checkpoints;
    private volatile boolean earlierDeleted;

    private FlinkJob(MiniCluster cluster, JobID id, JobSettings settings, Checkpoints checkpoints) {
        this.cluster = cluster;
        this.id = id;
        this.settings = settings;
        this.checkpoints = checkpoints;
    }

    /**
     * What a status page shows of it.
     *
     * @param state Flink's word for it ({@code RUNNING})
     * @param restarts how often its tasks were started again
     * @param checkpointAt when its newest checkpoint was complete, epoch milliseconds; 0 before the first
     * @param checkpointBytes size of that one
     * @param checkpointMs how long it took
     * @param checkpointsFailed how many failed since the start
     * @param restoredFrom the checkpoint that it went on from; null if it started anew
     * @param failure why its tasks failed last; null if they did not
     */
    public record Status(
            String state,
            long restarts,
            long checkpointAt,
            long checkpointBytes,
            long checkpointMs,
            long checkpointsFailed,
            @Nullable String restoredFrom,
            @Nullable String failure) {}

    /** Submits the plan and waits until every task of it runs. */
    static FlinkJob started(MiniCluster cluster, JobSettings settings, JobGraph plan, Checkpoints checkpoints)
            throws IOException, InterruptedException {
        FlinkJob job = new FlinkJob(cluster, plan.getJobID(), settings, checkpoints);
        job.answer(cluster.submitJob(plan), "take the job");
        try {
            job.awaitRunning();
            return job;
        } catch (IOException e) {
            job.stop();
            throw e;
        }
    }

    /** What it is called. */
    public String name() {
        return settings.name();
    }

    /** How far apart its regular checkpoints are. */
    public Duration checkpointInterval() {
        return settings.checkpointInterval();
    }

    /** @throws IOException if Flink does not answer */
    public Status status() throws IOException, InterruptedException {
        AccessExecutionGraph graph = graph();
        CheckpointStatsSnapshot snapshot = graph.getCheckpointStatsSnapshot();
        CompletedCheckpointStats newest =
                snapshot == null ? null : snapshot.getHistory().getLatestCompletedCheckpoint();
        long failed = snapshot == null ? 0 : snapshot.getCounts().getNumberOfFailedCheckpoints();
        long attempts = StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .mapToLong(vertex -> vertex.getCurrentExecutionAttempt().getAttemptNumber())
                .max()
                .orElse(0);
        return new Status(
                graph.getState().name(),
                attempts,
                newest == null ? 0 : newest.getLatestAckTimestamp(),
                newest == null ? 0 : newest.getStateSize(),
                newest == null ? 0 : newest.getEndToEndDuration(),
                failed,
                snapshot == null ? null : restoredFrom(snapshot),
                failure(graph));
    }

    private static @Nullable String restoredFrom(CheckpointStatsSnapshot snapshot) {
        RestoredCheckpointStats restored = snapshot.getLatestRestoredCheckpoint();
        return restored == null ? null : restored.getExternalPath();
    }

    /**
     * Takes a checkpoint now and waits for it.
     *
     * @throws IOException if it fails or takes longer than that
     */
    public void checkpoint(Duration wait) throws IOException, InterruptedException {
        try {
            cluster.triggerCheckpoint(id, CheckpointType.FULL).get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("checkpoint of the job " + name() + " failed: " + Reason.of(e), e);
        } catch (TimeoutException e) {
            throw new IOException("checkpoint of the job " + name() + " took over " + wait.toMillis() + " ms", e);
        }
        deleteEarlierStarts();
    }

    /**
     * Deletes the checkpoints of earlier starts once this one has enough of its own; to be called now and then.
     *
     * @throws IOException if they cannot be deleted
     */
    public void deleteEarlierStarts() throws IOException {
        if (!earlierDeleted && checkpoints.completeOf(id.toHexString()) >= OWN_CHECKPOINTS_FIRST) {
            checkpoints.deleteAllBut(id.toHexString());
            earlierDeleted = true;
        }
    }

    /** Stops the job as it stands. Its newest checkpoint stays, and the next start goes on from there. */
    public void stop() throws IOException, InterruptedException {
        JobStatus state = answer(cluster.getJobStatus(id), "say how the job does");
        if (!state.isGloballyTerminalState()) {
            answer(cluster.cancelJob(id), "stop the job");
            answer(cluster.requestJobResult(id), "stop the job");
        }
        LOG.debug("job {} stopped", name());
    }

    private void awaitRunning() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_WAIT_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            JobStatus state = answer(cluster.getJobStatus(id), "say how the job does");
            if (state == JobStatus.RUNNING) {
                AccessExecutionGraph graph = graph();
                if (allTasksRun(graph)) {
                    return;
                }
                // A task that failed while it was restored fails again: trying on would only hide why.
                if (failure(graph) != null) {
                    throw new IOException("the job " + name() + " did not start: " + failure(graph));
                }
            } else if (state != JobStatus.INITIALIZING && state != JobStatus.CREATED) {
                throw new IOException("the job " + name() + " did not start: " + reason(state));
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        throw new IOException("the job " + name() + " did not start within " + START_WAIT_MAX.toSeconds() + " s");
    }

    private static boolean allTasksRun(AccessExecutionGraph graph) {
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    private String reason(JobStatus state) throws IOException, InterruptedException {
        String failure = failure(graph());
        return failure == null ? "Flink says " + state : failure;
    }

    private static @Nullable String failure(AccessExecutionGraph graph) {
        return graph.getFailureInfo() == null
                ? null
                : Reason.of(graph.getFailureInfo().getException().deserializeError(FlinkJob.class.getClassLoader()));
    }

    private AccessExecutionGraph graph() throws IOException, InterruptedException {
        return answer(cluster.getExecutionGraph(id), "show the job");
    }

    private <T> T answer(CompletableFuture<T> future, String what) throws IOException, InterruptedException {
        try {
            return future.get(ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("Flink did not " + what + " " + name() + ": " + Reason.of(e), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "Flink did not " + what + " " + name() + " within " + ANSWER_WAIT_MAX.toSeconds() + " s", e);
        }
    }
}
