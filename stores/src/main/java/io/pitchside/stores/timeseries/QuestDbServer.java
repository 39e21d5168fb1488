package io.pitchside.stores.timeseries;

import static java.util.Objects.requireNonNull;

import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import io.questdb.network.NetworkError;
import io.questdb.std.Misc;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * QuestDB inside this process, on a folder of its own: HTTP on the loopback address and nothing else, behind a user
 * name and a password. What it has acknowledged outlives a kill of the process (not a power cut: it leaves writing
 * back to the operating system). Its own log goes to {@code log/} in the folder, errors only.
 *
 * <p>{@link #close()} may be called from any thread and more than once. Several servers may run in one process; they
 * share the log of the first.
 */
public final class QuestDbServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Small on purpose: QuestDB's defaults suit a machine of its own and cost 130 MB more before the first row. The
     * pools are per SQL compiler; the page sizes are how much of each column file is mapped at a time.
     */
    private static final List<String> SETTINGS = List.of(
            "pg.enabled=false",
            "line.tcp.enabled=false",
            "line.udp.enabled=false",
            "http.min.enabled=false",
            "http.health.check.authentication.required=true",
            "http.settings.readonly=true",
            "http.net.connection.limit=64",
            "telemetry.enabled=false",
            "posthog.enabled=false",
            "metrics.enabled=false",
            "config.reload.enabled=false",
            "line.auto.create.new.tables=false",
            "line.auto.create.new.columns=false",
            "cairo.sql.copy.root=",
            "cairo.mat.view.enabled=false",
            // One more than QueryDoor lets in, so that writing always finds a thread.
            "shared.network.worker.count=3",
            "shared.query.worker.count=1",
            "shared.write.worker.count=1",
            // A person's query that needs more is refused; it must not take the machine down.
            "ram.usage.limit.bytes=1g",
            "wal.apply.worker.count=1",
            "view.compiler.worker.count=1",
            "export.worker.count=0",
            // Workers that find nothing to do go to sleep at once: by default they spin, which costs more than the
            // rows.
            "shared.worker.yield.threshold=10",
            "shared.worker.nap.threshold=20",
            "shared.worker.sleep.threshold=30",
            "shared.worker.sleep.timeout=10",
            "wal.apply.worker.yield.threshold=10",
            "wal.apply.worker.nap.threshold=20",
            "wal.apply.worker.sleep.threshold=30",
            "wal.apply.worker.sleep.timeout=50",
            "view.compiler.worker.yield.threshold=10",
            "view.compiler.worker.nap.threshold=20",
            "view.compiler.worker.sleep.threshold=30",
            "view.compiler.worker.sleep.timeout=1000",
            "cairo.model.pool.capacity=64",
            "cairo.expression.pool.capacity=512",
            "cairo.column.pool.capacity=256",
            "cairo.lexer.pool.capacity=64",
            "cairo.sql.view.lexer.pool.capacity=64",
            "cairo.sql.join.context.pool.capacity=16",
            "cairo.sql.window.column.pool.capacity=16",
            "cairo.sql.compile.view.model.pool.capacity=4",
            "cairo.character.store.capacity=256",
            "cairo.character.store.sequence.pool.capacity=16",
            "cairo.unordered.page.frame.reduce.queue.capacity=64",
            "cairo.page.frame.reduce.queue.capacity=16",
            "cairo.page.frame.shard.count=1",
            "cairo.sql.copy.queue.capacity=4",
            "cairo.sql.copy.buffer.size=64k",
            "http.connection.string.pool.capacity=32",
            "http.connection.pool.initial.capacity=4",
            "http.text.utf8.sink.size=1k",
            "http.text.json.cache.size=1k",
            "http.text.json.cache.limit=4k",
            "http.text.roll.buffer.size=1k",
            "cairo.o3.column.memory.size=1m",
            "cairo.writer.data.append.page.size=1m",
            "cairo.writer.data.index.value.append.page.size=1m",
            "cairo.wal.writer.data.append.page.size=256k");

    private static final List<String> LOG_SETTINGS = List.of(
            "writers=file",
            "queueDepth=128",
            "w.file.class=io.questdb.log.LogRollingFileWriter",
            "w.file.location=${log.dir}/questdb.log.${date:yyyyMMdd}",
            "w.file.level=ERROR,CRITICAL",
            "w.file.rollEvery=day",
            "w.file.rollSize=4m",
            "w.file.lifeDuration=7d",
            "w.file.sizeLimit=16m");

    private final QuietServer server;
    private final TimeSeriesAddress address;

    private QuestDbServer(QuietServer server, TimeSeriesAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts the server on {@code folder}, which is made where it is absent, and returns when it answers.
     *
     * @param port the HTTP port, 0 for any free one
     * @param username who may read and write; not empty, likewise the password
     * @throws IOException if the folder cannot be used, or the port is taken; the message says which
     */
    public static QuestDbServer start(Path folder, int port, String username, String password) throws IOException {
        if (username.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("QuestDB needs a user name and a password");
        }
        requireFree(port);
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        write(configuration.resolve("server.conf"), SETTINGS);
        write(configuration.resolve("log.conf"), LOG_SETTINGS);
        QuietServer server;
        try {
            server = new QuietServer(new Bootstrap(
                    new EmbeddedConfiguration(port, username, password),
                    "-d",
                    folder.toAbsolutePath().toString()));
        } catch (RuntimeException e) {
            throw new IOException("QuestDB cannot use the folder " + folder + ": " + e.getMessage(), e);
        }
        try {
            server.start(false);
            server.awaitStartup();
        } catch (RuntimeException | NetworkError e) {
            server.close();
            throw new IOException("QuestDB did not start on " + folder + ": " + e.getMessage(), e);
        }
        URI url = URI.create("http://" + LOOPBACK + ":" + server.getHttpServerPort());
        return new QuestDbServer(server, new TimeSeriesAddress(url, username, password));
    }

    /** Where it answers, with the credentials it was started with. */
    public TimeSeriesAddress address() {
        return address;
    }

    public int port() {
        return address.url().getPort();
    }

    @Override
    public void close() {
        server.close();
    }

    /** QuestDB's own message does not name the port. */
    private static void requireFree(int port) throws IOException {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
        } catch (IOException e) {
            throw new IOException(
                    "port " + port + " (questdb.port) is taken: free it, or set questdb.port to another or to 0", e);
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines, StandardCharsets.US_ASCII);
    }

    /** What is not for the file: the port, which may be another next time, and the secrets. */
    private static final class EmbeddedConfiguration extends PropBootstrapConfiguration {
        private final Map<String, String> environment;

        EmbeddedConfiguration(int port, String username, String password) {
            environment = Map.of(
                    ServerMain.propertyPathToEnvVarName("http.bind.to"), LOOPBACK + ":" + port,
                    ServerMain.propertyPathToEnvVarName("http.user"), requireNonNull(username, "username"),
                    ServerMain.propertyPathToEnvVarName("http.password"), requireNonNull(password, "password"));
        }

        @Override
        public Map<String, String> getEnv() {
            return environment;
        }

        /** The web console is left packed: it would be a side door to the data. */
        @Override
        public boolean useSite() {
            return false;
        }

        @Override
        public String getBanner() {
            return "";
        }
    }

    /** The server without its words on the standard output, which belongs to the command that runs us. */
    private static final class QuietServer extends ServerMain {
        /** Made on first use, because the parent's constructor registers the first ones. */
        private @Nullable List<Closeable> owned;

        private boolean stopped;

        QuietServer(Bootstrap bootstrap) {
            super(bootstrap);
        }

        @Override
        protected <T extends Closeable> T freeOnExit(T resource) {
            if (owned == null) {
                owned = new ArrayList<>();
            }
            owned.add(resource);
            return super.freeOnExit(resource);
        }

        /** What the parent does, in its order, without printing. */
        @Override
        public synchronized void close() {
            if (stopped) {
                return;
            }
            stopped = true;
            getEngine().signalClose();
            if (getWorkerPoolManager() != null) {
                getWorkerPoolManager().halt();
            }
            List<Closeable> resources = owned == null ? List.of() : owned;
            for (int i = resources.size() - 1; i >= 0; i--) {
                Misc.free(resources.get(i));
            }
        }
    }
}
