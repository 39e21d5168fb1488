package io.pitchside.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A process that a test started. What it prints is written to {@code NAME.stdout} and {@code NAME.stderr} (appended, so
 * that a restart adds to what was there) while a test can wait for a line of it. The process dies with the JVM that
 * started it. Thread-safe.
 */
final class ChildProcess implements AutoCloseable {
    /** How much of a process's output an error message quotes. */
    private static final int TAIL_LINES_MAX = 40;

    private final String name;
    private final Process process;
    private final Path stdout;
    private final Path stderr;
    private final CompletableFuture<String> awaited = new CompletableFuture<>();
    private final List<Thread> pumps;
    private final Thread atExit;

    private ChildProcess(String name, Process process, Path stdout, Path stderr, Predicate<String> awaitedLine) {
        this.name = name;
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
        this.atExit = new Thread(process::destroyForcibly, name + "-at-exit");
        this.pumps = List.of(
                new Thread(() -> pump(process.getInputStream(), stdout, awaitedLine), name + "-stdout"),
                new Thread(() -> pump(process.getErrorStream(), stderr, awaitedLine), name + "-stderr"));
    }

    /**
     * Starts a process.
     *
     * @param logs folder for its output
     * @param awaitedLine the line that {@link #awaitLine} waits for, on either stream
     */
    static ChildProcess start(String name, ProcessBuilder builder, Path logs, Predicate<String> awaitedLine) {
        try {
            Files.createDirectories(logs);
            Process process = builder.start();
            ChildProcess child = new ChildProcess(
                    name, process, logs.resolve(name + ".stdout"), logs.resolve(name + ".stderr"), awaitedLine);
            Runtime.getRuntime().addShutdownHook(child.atExit);
            for (Thread pump : child.pumps) {
                pump.setDaemon(true);
                pump.start();
            }
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start " + name + ": " + builder.command().get(0), e);
        }
    }

    private void pump(InputStream from, Path to, Predicate<String> awaitedLine) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
                BufferedWriter writer = Files.newBufferedWriter(
                        to, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line);
                writer.newLine();
                writer.flush();
                if (awaitedLine.test(line)) {
                    awaited.complete(line);
                }
            }
        } catch (IOException e) {
            // The stream of a process that was killed may end in an error instead of an end; its output is in the file.
            awaited.completeExceptionally(e);
        }
    }

    /** The awaited line; fails with the end of the process's output when it exits or the time is over before. */
    String awaitLine(Duration atMost) {
        CompletableFuture<Object> first = CompletableFuture.anyOf(awaited, process.onExit());
        try {
            first.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (!awaited.isDone()) {
                joinPumps();
            }
            if (awaited.isDone()) {
                return awaited.get();
            }
            throw new IllegalStateException(name + " exited with " + process.exitValue() + " too early\n" + tail());
        } catch (TimeoutException e) {
            throw new IllegalStateException(name + " was not up after " + atMost.toSeconds() + " s\n" + tail(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " did not come up\n" + tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** Waits for the exit; its code. */
    int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " still runs after " + atMost.toSeconds() + " s\n" + tail());
            }
            joinPumps();
            forgetAtExit();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of " + name, e);
        }
    }

    private void joinPumps() throws InterruptedException {
        for (Thread pump : pumps) {
            pump.join();
        }
    }

    private void forgetAtExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is already on its way out; the hook runs and finds nothing to do.
            assert e.getMessage() != null;
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL: the process gets no chance to do anything. */
    void kill9() {
        process.destroyForcibly();
    }

    Path stdout() {
        return stdout;
    }

    Path stderr() {
        return stderr;
    }

    private String tail() {
        return tailOf(stdout) + tailOf(stderr);
    }

    private static String tailOf(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return "--- " + file + "\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES_MAX), lines.size())) + "\n";
        } catch (IOException e) {
            return "--- " + file + " cannot be read: " + e.getMessage() + "\n";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }
}
