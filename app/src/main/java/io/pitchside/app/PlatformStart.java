package io.pitchside.app;

import io.pitchside.app.Parts.Part;
import io.pitchside.app.StartLanes.Lane;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Keys;
import io.pitchside.app.embedded.Connectors;
import io.pitchside.app.embedded.FlinkCluster;
import io.pitchside.app.embedded.FlinkJob;
import io.pitchside.app.embedded.JobSettings;
import io.pitchside.app.embedded.KafkaClients;
import io.pitchside.app.embedded.Positions;
import io.pitchside.app.embedded.TrackingDefinition;
import io.pitchside.app.pipelines.Tracking;
import io.pitchside.app.replay.DefinitionWriter;
import io.pitchside.app.replay.MatchReplays;
import io.pitchside.app.replay.ReplayParts;
import io.pitchside.app.trust.Audit;
import io.pitchside.app.trust.LedgerLog;
import io.pitchside.app.trust.TrackingTarget;
import io.pitchside.jobs.tracking.TrackingJob;
import io.pitchside.jobs.tracking.TrackingJobSettings;
import io.pitchside.model.access.Role;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.stores.timeseries.OpenedStore;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import io.pitchside.web.PitchsideServer;
import io.pitchside.web.ServerSettings;
import io.pitchside.web.WebParts;
import io.pitchside.web.kafka.KafkaAccess;
import io.pitchside.web.kafka.KafkaAlertLog;
import io.pitchside.web.kafka.KafkaPast;
import io.pitchside.web.kafka.KafkaSetupLog;
import io.pitchside.web.kafka.LiveTail;
import io.pitchside.web.live.LiveHub;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * One start of the platform: what comes up beside what, and after what. Whatever it opens stands in {@link Parts}, so
 * that whoever gives up can close it all.
 *
 * <pre>
 *   Kafka ─▶ topics ──┬──────────▶ Connect ─▶ connectors ─┐
 *   time series ──────┴─▶ web ─────────────────────────────┼─▶ warm-up ─▶ run file ─▶ ready
 *   Flink ───────────────▶ job ────────────────────────────┘
 * </pre>
 */
final class PlatformStart {
    private final Configuration site;
    private final Consumer<String> progress;
    private final Parts parts;
    private final StartLanes lanes;
    private final long startedAtMs = System.currentTimeMillis();
    private final Clock clock = Clock.systemUTC();

    PlatformStart(Configuration site, Consumer<String> progress, Parts parts, StartLanes lanes) {
        this.site = site;
        this.progress = progress;
        this.parts = parts;
        this.lanes = lanes;
    }

    /** What a finished start hands over. */
    record Result(Running running, RunningView view, DataFolder data) {}

    /** @throws StartException with one line that says what did not start and what to do */
    Result run() throws StartException, IOException, InterruptedException {
        refuseUnsupported();
        Pipeline pipeline = Tracking.pipeline(site);
        DataFolder data = parts.opened(Part.DATA_FOLDER, DataFolder.open(site.data()));
        data.deleteRunFile();
        Logs.into(data.path().resolve("logs"));
        Servers servers = new Servers(site, data, parts, pipeline, startedAtMs);
        AccessTokens tokens = AccessTokens.in(data.tokens());
        MqttCredentials.in(data.tokens(), site.devicesFile());

        progress.accept("starting Kafka, the time series, Flink");
        int slots = site.get(Keys.TRACKING_PARALLELISM);
        Lane<KafkaClients> kafka = lanes.server("Kafka", servers::kafka);
        Lane<OpenedStore> timeSeries = lanes.server("the time-series store", servers::timeSeries);
        Lane<FlinkCluster> flink = lanes.server("Flink", () -> servers.flink(slots));
        KafkaClients clients = lanes.await(kafka);
        Admin admin = parts.opened(Part.ADMIN, clients.admin());
        servers.topics(admin);
        OpenedStore opened = lanes.await(timeSeries);

        progress.accept("starting the connectors, the job, the pages");
        Lane<Connectors> connect = lanes.server("Kafka Connect", () -> servers.connect(clients, opened));
        FlinkCluster cluster = lanes.await(flink);
        Lane<FlinkJob> job = lanes.step("the job " + TrackingJob.NAME, () -> job(cluster, data, clients));
        Connectors connectors = lanes.await(connect);
        Lane<Connectors> declared = lanes.step("Kafka Connect", () -> put(connectors, pipeline));
        Running running =
                running(data, servers, pipeline, clients, admin, opened, lanes.await(job), lanes.await(declared));
        define(running);
        RunningView view = web(running, tokens);
        warmUp(running);
        data.write(running.run());
        parts.opened(Part.RUN_FILE, data::deleteRunFile);
        view.becomeReady();
        return new Result(running, view, data);
    }

    private void refuseUnsupported() throws StartException {
        if (site.get(Keys.FLINK_URL).isPresent()) {
            throw new StartException("flink.url (" + site.origin(Keys.FLINK_URL) + "): this release runs its jobs on"
                    + " the Flink in this process only; leave the key out");
        }
    }

    /** Gives a worker the connectors of the pipeline, and waits until they run. */
    private Connectors put(Connectors connectors, Pipeline pipeline) throws IOException, InterruptedException {
        connectors.awaitReady(lanes.left());
        Map<String, Map<String, String>> declared = connectorSettings(pipeline);
        for (Map.Entry<String, Map<String, String>> connector : declared.entrySet()) {
            connectors.put(connector.getKey(), connector.getValue(), lanes.left());
        }
        for (String name : declared.keySet()) {
            connectors.awaitRunning(name, lanes.left());
        }
        return connectors;
    }

    /** What Connect is told of each connector of the pipeline, by its name. */
    private static Map<String, Map<String, String>> connectorSettings(Pipeline pipeline) {
        Map<String, Map<String, String>> declared = new HashMap<>();
        for (Pipeline.Door door : pipeline.doors()) {
            if (!door.connector().isEmpty()) {
                Map<String, String> settings = new HashMap<>(door.settings());
                settings.put("connector.class", door.connector());
                declared.put(door.name(), settings);
            }
        }
        for (Pipeline.Sink sink : pipeline.sinks()) {
            Map<String, String> settings = new HashMap<>(sink.settings());
            settings.put("connector.class", sink.connector());
            settings.put("topics", String.join(",", sink.reads()));
            declared.put(sink.name(), settings);
        }
        return declared;
    }

    private FlinkJob job(FlinkCluster cluster, DataFolder data, KafkaClients kafka)
            throws IOException, InterruptedException {
        TrackingJobSettings settings = Tracking.jobSettings(site, kafka.bootstrapServers());
        return cluster.run(
                new JobSettings(
                        TrackingJob.NAME,
                        settings.parallelism(),
                        data.checkpoints(TrackingJob.NAME),
                        site.get(Keys.TRACKING_CHECKPOINT_INTERVAL)),
                new TrackingDefinition(settings));
    }

    private Running running(
            DataFolder data,
            Servers servers,
            Pipeline pipeline,
            KafkaClients kafka,
            Admin admin,
            OpenedStore opened,
            FlinkJob job,
            Connectors connectors) {
        TimeSeriesStore store = opened.store();
        Positions positions = new Positions(admin);
        LedgerLog ledger = parts.opened(Part.LEDGER, new LedgerLog(kafka.consumer()));
        LiveHub hub = new LiveHub(
                new StoredTotalsReader(store),
                history(store, kafka),
                new KafkaPast(web(kafka), clock),
                site.get(Keys.TRACKING_PARTITIONS),
                clock);
        parts.opened(Part.HUB, hub);
        RunFile run = new RunFile(
                ProcessHandle.current().pid(),
                servers.ports(),
                servers.addresses(),
                startedAtMs,
                data.tokens().resolve(Role.ADMIN.code()).toString(),
                MqttCredentials.file(data.tokens()).toString());
        Audit audit = new Audit(new TrackingTarget(pipeline, positions, ledger, job, store));
        return new Running(run, site, pipeline, kafka, positions, ledger, connectors, job, opened, store, audit, hub);
    }

    private MatchReplays replays(Running running) {
        TrackingJobSettings job = Tracking.jobSettings(site, running.kafka().bootstrapServers());
        return new MatchReplays(new ReplayParts(
                running.pipeline(),
                running.kafka(),
                running.positions(),
                running.audit(),
                running.store(),
                job.rules(),
                job.idleFlush(),
                startedAtMs,
                clock));
    }

    /** Before the first number of this start is shown, what it is made by is on record. */
    private void define(Running running) throws IOException, InterruptedException, StartException {
        TrackingJobSettings job = Tracking.jobSettings(site, running.kafka().bootstrapServers());
        try {
            boolean unused = DefinitionWriter.write(job.rules(), running.store(), running.kafka(), clock);
        } catch (StoreAccessException e) {
            throw new StartException("the definition of the metrics cannot be looked up: " + e.getMessage(), e);
        }
    }

    private StoredHistory history(TimeSeriesStore store, KafkaClients kafka) {
        return new StoredHistory(
                store, Tracking.jobSettings(site, kafka.bootstrapServers()).rules());
    }

    private static KafkaAccess web(KafkaClients kafka) {
        return new KafkaAccess(kafka.bootstrapServers(), kafka.settings());
    }

    private RunningView web(Running running, AccessTokens tokens)
            throws IOException, InterruptedException, StartException {
        KafkaAccess kafka = web(running.kafka());
        LiveTail tail = parts.opened(Part.LIVE_TAIL, LiveTail.start(running.hub(), kafka, clock));
        KafkaSetupLog setups =
                parts.opened(Part.SETUP_LOG, new KafkaSetupLog(kafka, site.get(Keys.TRACKING_PARTITIONS), clock));
        KafkaAlertLog alerts = parts.opened(Part.ALERT_LOG, new KafkaAlertLog(kafka));
        StoredHistory history = history(running.store(), running.kafka());
        QueryAnswering queries = parts.opened(
                Part.QUERIES,
                new QueryAnswering(
                        running.opened().queryDoor(site.get(Keys.QUERY_ROWS_MAX), site.get(Keys.QUERY_TIMEOUT))));
        RunningView view = new RunningView(running, queries, replays(running), clock);
        parts.opened(
                Part.WEB,
                PitchsideServer.start(
                        new ServerSettings(
                                site.get(Keys.HTTP_HOST), running.run().port("http"), Set.of()),
                        tokens.forWeb(),
                        new WebParts(view, history, history, running.hub(), setups, alerts),
                        clock));
        if (!tail.awaitReady(lanes.left())) {
            throw new StartException("the list of matches could not be read from Kafka within "
                    + site.get(Keys.START_TIMEOUT).toSeconds() + " s (start.timeout); the log says more");
        }
        return view;
    }

    private void warmUp(Running running) throws IOException, InterruptedException {
        // At a broker of the site's, its other clients would see readings that nobody took.
        if (!site.get(Keys.WARM_UP_DURATION).isZero() && site.get(Keys.MQTT_URL).isEmpty()) {
            progress.accept("warming up for " + site.get(Keys.WARM_UP_DURATION).toSeconds() + " s");
            WarmUp.run(running, clock);
        }
    }
}
