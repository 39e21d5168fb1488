package io.pitchside.app;

import static io.pitchside.model.topic.Topics.SENSOR_READINGS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.embedded.Connectors;
import io.pitchside.app.embedded.FlinkCluster;
import io.pitchside.app.embedded.FlinkJob;
import io.pitchside.app.embedded.Positions;
import io.pitchside.app.trust.LedgerBalance;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * How every part of a running platform does. A part that cannot be asked is down, and the others are asked all the same.
 * One report per object; not thread-safe.
 */
final class StatusReport {
    /** A checkpoint older than this many intervals means that the job does not get on. */
    private static final int CHECKPOINT_INTERVALS_MAX = 10;

    private static final Duration CHECKPOINT_AGE_MIN = Duration.ofSeconds(30);
    /** As many records behind as a sink falls in a minute of 10,000 a second. */
    private static final long SINK_LAG_MAX = 600_000;

    private final Running running;
    private final long nowMs;
    private final ObjectNode report = JsonNodeFactory.instance.objectNode();
    private final ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    private final ObjectNode pipeline = JsonNodeFactory.instance.objectNode();
    private Grade worst = Grade.OK;

    /** How a part does; later ones are worse. */
    private enum Grade {
        OK,
        WARN,
        DOWN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Asks a part and says how it does. */
    private interface Question {
        void ask() throws IOException, InterruptedException, StoreAccessException;
    }

    private StatusReport(Running running, long nowMs) {
        this.running = running;
        this.nowMs = nowMs;
    }

    static ObjectNode of(Running running, long nowMs) throws InterruptedException {
        return new StatusReport(running, nowMs).made();
    }

    private ObjectNode made() throws InterruptedException {
        part("kafka", this::kafka);
        part("connect", this::connect);
        for (Pipeline.Stage stage : connectors()) {
            part(stage.name(), () -> connector(stage.name()));
        }
        part("flink", this::job);
        part("time-series", this::timeSeries);
        part("ledger", this::ledger);
        pipeline.set("door", DoorCounters.of(running.pipeline().doors().get(0).name()));
        pipeline.set("latency_ms", AuditReport.latency(running.hub().latency().sinceStart()));
        pipeline.set(
                "latency_recent_ms", AuditReport.latency(running.hub().latency().recent()));
        report.put("state", worst.code());
        report.put("uptime_s", (nowMs - running.run().startedAt()) / 1000);
        report.put("pid", running.run().pid());
        report.put("rss_mb_max", ProcessMemory.residentMbMax());
        report.set("parts", parts);
        report.putObject("pipelines").set(running.pipeline().name(), pipeline);
        return report;
    }

    private List<Pipeline.Stage> connectors() {
        Stream<Pipeline.Stage> doors = running.pipeline().doors().stream()
                .filter(door -> !door.connector().isEmpty())
                .map(door -> door);
        return Stream.concat(doors, running.pipeline().sinks().stream()).toList();
    }

    private void part(String name, Question question) throws InterruptedException {
        try {
            question.ask();
        } catch (IOException | StoreAccessException e) {
            add(name, Grade.DOWN, String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode add(String name, Grade grade, String detail) {
        worst = grade.compareTo(worst) > 0 ? grade : worst;
        ObjectNode part =
                parts.addObject().put("name", name).put("state", grade.code()).put("detail", detail);
        String address = running.run().addresses().get(name.equals("time-series") ? "questdb" : name);
        return address == null ? part : part.put("address", address);
    }

    private void kafka() throws IOException, InterruptedException {
        Map<TopicPartition, Long> ends =
                running.positions().ends(List.of(running.pipeline().topic(SENSOR_READINGS)));
        long records = ends.values().stream().mapToLong(Long::longValue).sum();
        add("kafka", Grade.OK, records + " records in " + SENSOR_READINGS).put("version", AppInfoParser.getVersion());
    }

    private void connect() throws IOException, InterruptedException {
        String version = running.connectors().version();
        add("connect", Grade.OK, "version " + version).put("version", version);
    }

    private void connector(String name) throws IOException, InterruptedException {
        Connectors.Status status = running.connectors().status(name);
        String detail = status.failure().isEmpty()
                ? status.state() + ", tasks " + status.tasks()
                : status.state() + ": " + status.failure();
        long lag = 0;
        for (Pipeline.Sink sink : running.pipeline().sinks()) {
            if (sink.name().equals(name)) {
                lag = lag(sink);
                detail += ", " + lag + " records behind";
                pipeline.put("sink_lag_records", lag);
            }
        }
        Grade grade = !status.running() ? Grade.DOWN : lag > SINK_LAG_MAX ? Grade.WARN : Grade.OK;
        ObjectNode part = add(name, grade, detail).put("connector_state", status.state());
        ArrayNode tasks = part.putArray("tasks");
        status.tasks().forEach(tasks::add);
    }

    private long lag(Pipeline.Sink sink) throws IOException, InterruptedException {
        Map<TopicPartition, Long> ends = running.positions()
                .ends(sink.reads().stream().map(running.pipeline()::topic).toList());
        return Positions.lag(ends, running.positions().committed(sink.name()));
    }

    private void job() throws IOException, InterruptedException {
        FlinkJob.Status status = running.job().status();
        long since = status.checkpointAt() == 0 ? running.run().startedAt() : status.checkpointAt();
        long ageMs = nowMs - since;
        long ageMsMax = Math.max(
                running.job().checkpointInterval().toMillis() * CHECKPOINT_INTERVALS_MAX,
                CHECKPOINT_AGE_MIN.toMillis());
        Grade grade = !status.state().equals("RUNNING") ? Grade.DOWN : ageMs > ageMsMax ? Grade.WARN : Grade.OK;
        String detail = "job " + running.job().name() + " " + status.state() + ", checkpoint " + ageMs / 1000 + " s old"
                + (status.failure() == null ? "" : ", last failure " + status.failure());
        add("flink", grade, detail).put("version", FlinkCluster.VERSION);
        pipeline.putObject("job")
                .put("state", status.state())
                .put("restarts", status.restarts())
                .put("checkpoint_age_ms", ageMs)
                .put("checkpoint_bytes", status.checkpointBytes())
                .put("checkpoint_ms", status.checkpointMs())
                .put("checkpoints_failed", status.checkpointsFailed());
    }

    private void timeSeries() throws IOException, StoreAccessException {
        StoreProgress progress = running.store().progress();
        if (progress.suspended().isEmpty()) {
            add("time-series", Grade.OK, progress.pending().isEmpty() ? "all readable" : "catching up");
        } else {
            add("time-series", Grade.DOWN, "no longer takes rows of " + progress.suspended());
        }
    }

    private void ledger() throws IOException {
        LedgerBalance balance =
                LedgerBalance.of(running.ledger().rows(running.pipeline().name()));
        pipeline.set("counts", AuditReport.counts(balance.totals()));
        add(
                "ledger",
                Grade.OK,
                balance.totals().received() + " received, " + balance.totals().rejected() + " rejected");
    }
}
