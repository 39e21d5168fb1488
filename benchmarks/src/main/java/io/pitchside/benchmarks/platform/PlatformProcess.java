package io.pitchside.benchmarks.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A platform of our own: one child JVM with a data folder of its own, which both go when it is closed, also when this
 * JVM is told to end. Thread-safe as far as it has methods for it: start it, read it, close it.
 */
public final class PlatformProcess implements AutoCloseable {
    /** Long, because the platform may have to be built first. */
    private static final long READY_S_MAX = 900;

    private static final long STOP_S_MAX = 60;
    private static final int LAST_LINES_MAX = 25;
    private static final Pattern READY = Pattern.compile("ready in ([0-9]+(?:\\.[0-9]+)?) ?s");

    private final Process process;
    private final Path folder;
    private final boolean keep;
    private final Thread endWithUs;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Double> ready = new CompletableFuture<>();

    private PlatformProcess(Process process, Path folder, boolean keep) {
        this.process = process;
        this.folder = folder;
        this.keep = keep;
        endWithUs = new Thread(this::end, "bench-end-platform");
        Runtime.getRuntime().addShutdownHook(endWithUs);
        Thread output = new Thread(this::readOutput, "bench-platform-output");
        output.setDaemon(true);
        output.start();
    }

    /**
     * Starts a platform and waits until it says that it is ready.
     *
     * @param keep whether its folder, with data and log, stays for a look
     * @throws LaunchException if it ends or stays silent instead; what it said last is part of the message
     */
    public static PlatformProcess start(Launch launch, boolean keep) throws LaunchException {
        try {
            Path folder = Files.createTempDirectory("pitchside-bench-");
            ProcessBuilder builder = new ProcessBuilder(launch.command(folder.resolve("data")))
                    .redirectErrorStream(true)
                    .directory(folder.toFile());
            builder.environment().putAll(launch.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            PlatformProcess platform = new PlatformProcess(process, folder, keep);
            platform.awaitReady();
            return platform;
        } catch (IOException e) {
            throw new LaunchException("the platform's process can't be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady() throws LaunchException {
        try {
            ready.get(READY_S_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            String said = said();
            close();
            throw new LaunchException("the platform did not get ready; it said last:\n" + said, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new LaunchException("interrupted while the platform started", e);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                Writer log = Files.newBufferedWriter(folder.resolve("platform.log"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line + "\n");
                log.flush();
                remember(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(Double.valueOf(matcher.group(1)));
                }
            }
            ready.completeExceptionally(new IOException("its process ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void remember(String line) {
        // The sign-in link carries the token, which belongs into no message.
        if (!line.contains("token=")) {
            synchronized (lastLines) {
                lastLines.addLast(line);
                if (lastLines.size() > LAST_LINES_MAX) {
                    lastLines.removeFirst();
                }
            }
        }
    }

    /** The last lines of its output. */
    public String said() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    /** What the platform says it took to get ready, seconds since its JVM's start. */
    public double readyS() {
        return ready.getNow(Double.NaN);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public Path folder() {
        return folder;
    }

    /** @throws IOException if the platform's {@code run.json} can't be read */
    public PlatformApi api() throws IOException {
        return PlatformApi.of(folder.resolve("data").resolve("run.json"));
    }

    /** Stops the platform, first kindly, and removes its folder. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    private void end() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_S_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_S_MAX, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        // What it started should have ended with it.
        children.forEach(ProcessHandle::destroyForcibly);
        if (!keep) {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not remove " + folder + ": " + e.getMessage());
        }
    }
}
