package io.pitchside.benchmarks;

import io.pitchside.benchmarks.platform.LaunchException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The benchmarks: {@code ./pitchside bench live-latency} and {@code ./pitchside bench tracking-throughput}.
 *
 * <p>Each starts a platform of its own on free ports in a temporary folder, loads it from this process, prints a table
 * (progress goes to stderr), writes {@code --json FILE}, and leaves nothing behind. Exit code 0: it has measured, also
 * where the figures are below the aim; 1: it broke; 2: wrong call; 3: the platform did not start.
 *
 * <p>Run one at a time on a machine that does nothing else, and give both figures with the machine: the driver and the
 * platform share its cores, as they would nowhere else.
 */
@Command(
        name = "bench",
        description = "Measures the platform on this machine; each starts a platform of its own.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME")
public final class Main {
    private static final int NOT_STARTED = 3;

    private Main() {}

    public static void main(String[] arguments) {
        // Kafka's clients log through logback, whose own default is DEBUG: measured in the driver's CPU time.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/pitchside/benchmarks/logback.xml");
        }
        System.exit(commandLine(Clock.systemUTC()).execute(arguments));
    }

    static CommandLine commandLine(Clock clock) {
        return new CommandLine(new Main())
                .addSubcommand(new LiveLatency(clock))
                .addSubcommand(new TrackingThroughput(clock))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    }

    private static int failed(Exception failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            System.err.println((cause == failure ? "bench: " : "  because: ") + cause);
        }
        return failure instanceof LaunchException ? NOT_STARTED : CommandLine.ExitCode.SOFTWARE;
    }
}
