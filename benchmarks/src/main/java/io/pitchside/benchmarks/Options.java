package io.pitchside.benchmarks;

import io.pitchside.benchmarks.platform.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that every benchmark has. */
final class Options {
    private static final int SECONDS_MAX = 3_600;
    private static final int REPETITIONS_MAX = 50;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON into this file.")
    private @Nullable Path json;

    @Option(names = "--quick", description = "Everything once and short (a few seconds each): does it work at all?")
    private boolean quick;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description =
                    "Pairs of runs, ours and the peer's in turn, that the ratios come from; 0 leaves the peer out. "
                            + "Default: 3, quick 1.")
    private @Nullable Integer repetitions;

    @Option(
            names = "--pair-seconds",
            paramLabel = "S",
            description = "How long each run of a pair is measured. Default: 15, quick 3.")
    private @Nullable Integer pairSeconds;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Configuration of the platform; may stand several times.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "An option of the platform's JVM, such as -Xmx2g; may stand several times.")
    private List<String> javaOptions = new ArrayList<>();

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description = "Record a profile of the platform with Java Flight Recorder into this file.")
    private @Nullable Path jfr;

    @Option(names = "--keep", description = "Keep the platform's temporary folder with its data and log.")
    private boolean keep;

    @Nullable
    Path json() {
        return json == null ? null : json.toAbsolutePath();
    }

    boolean quick() {
        return quick;
    }

    boolean keep() {
        return keep;
    }

    int repetitions() {
        return choose("--repetitions", repetitions, 3, 1, 0, REPETITIONS_MAX);
    }

    int pairSeconds() {
        return seconds("--pair-seconds", pairSeconds, 15, 3);
    }

    /** How long a run of a pair is loaded before it is measured. */
    int pairWarmUpSeconds() {
        return quick ? 1 : 5;
    }

    /** The value given, else the default; refuses one out of bounds. */
    int seconds(String option, @Nullable Integer given, int normal, int whenQuick) {
        return choose(option, given, normal, whenQuick, 1, SECONDS_MAX);
    }

    int choose(String option, @Nullable Integer given, int normal, int whenQuick, int min, int max) {
        int value = given != null ? given : quick ? whenQuick : normal;
        if (value < min || value > max) {
            throw wrong(option + " is " + value + ", allowed are " + min + " to " + max);
        }
        return value;
    }

    ParameterException wrong(String message) {
        if (command == null) {
            throw new IllegalStateException("options are used outside of a command: " + message);
        }
        return new ParameterException(command.commandLine(), message);
    }

    /** The arguments of the call, as they were typed. */
    List<String> arguments() {
        return command == null
                ? List.of()
                : List.copyOf(command.root().commandLine().getParseResult().originalArgs());
    }

    Launch launch() {
        List<String> options = new ArrayList<>(javaOptions);
        if (jfr != null) {
            options.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + jfr.toAbsolutePath());
        }
        try {
            return Launch.ofThisJvm(options, settings);
        } catch (IllegalArgumentException e) {
            throw wrong("the platform: " + e.getMessage());
        }
    }
}
