package io.pitchside.benchmarks.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the platform is started.
 *
 * @param start the command, up to the point where {@code up} follows
 * @param environment environment variables added to this process's own
 * @param settings configuration, {@code key=value}; each wins over what a benchmark sets by itself
 */
public record Launch(List<String> start, Map<String, String> environment, List<String> settings) {
    /** System property with an argument file of {@code java} that holds the platform's class path; wins over all else. */
    static final String ARGUMENT_FILE = "pitchside.launch";

    /** System property that {@code ./pitchside} sets: the folder in which it stands itself. */
    static final String HOME = "pitchside.home";

    private static final String JVM_ARGUMENTS = "PITCHSIDE_JVM_ARGS";
    private static final String MAIN_CLASS = "io.pitchside.app.Main";
    /** Every part that a platform may start has a port; 0 takes any free one. */
    private static final List<String> PARTS =
            List.of("http", "mqtt", "kafka", "connect", "flink", "questdb", "postgres", "mongo");

    public Launch {
        start = List.copyOf(start);
        environment = Map.copyOf(environment);
        settings = List.copyOf(settings);
    }

    /**
     * The launch that this JVM's own start suggests: the argument file of {@link #ARGUMENT_FILE}, else
     * {@code ./pitchside} in {@link #HOME}, which builds the platform first where it must, else this JVM's class path.
     *
     * @param jvmOptions options added to the platform's JVM
     * @throws IllegalArgumentException if an option has a space, which {@code ./pitchside} can't pass on
     */
    public static Launch ofThisJvm(List<String> jvmOptions, List<String> settings) {
        return of(
                property(ARGUMENT_FILE),
                property(HOME),
                Optional.ofNullable(System.getenv(JVM_ARGUMENTS)).orElse(""),
                jvmOptions,
                settings);
    }

    static Launch of(
            Optional<String> argumentFile,
            Optional<String> home,
            String jvmArguments,
            List<String> jvmOptions,
            List<String> settings) {
        if (argumentFile.isEmpty() && home.isPresent()) {
            for (String option : jvmOptions) {
                if (option.contains(" ")) {
                    throw new IllegalArgumentException("the JVM option \"" + option
                            + "\" has a space, which ./pitchside can't pass on: choose a " + "file name without");
                }
            }
            String arguments = (jvmArguments + " " + String.join(" ", jvmOptions)).strip();
            Path script = Path.of(home.get(), "pitchside");
            return new Launch(List.of(script.toString()), Map.of(JVM_ARGUMENTS, arguments), settings);
        }
        List<String> start = new ArrayList<>();
        start.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        start.addAll(argumentFile
                .map(file -> List.of("@" + file))
                .orElseGet(() -> List.of("-cp", System.getProperty("java.class.path"))));
        start.addAll(jvmOptions);
        start.add(MAIN_CLASS);
        return new Launch(start, Map.of(), settings);
    }

    /** The value that this call gives a configuration key; the last one counts. */
    public Optional<String> setting(String key) {
        return settings.stream()
                .filter(setting -> setting.startsWith(key + "="))
                .map(setting -> setting.substring(key.length() + 1))
                .reduce((first, last) -> last);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }

    /** The command line of a platform that keeps its data in that folder and takes any free ports. */
    List<String> command(Path data) {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of("up", "--data", data.toString()));
        Stream.concat(PARTS.stream().map(part -> part + ".port=0"), settings.stream())
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }
}
