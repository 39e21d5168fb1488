package io.pitchside.app.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;

/** A command typed in a folder, without a process: what it printed and its exit code. */
record Typed(int exitCode, String out, String err) {

    /** Where commands are typed; each {@code with} gives a new one. */
    record At(
            Path folder, Map<String, String> environment, String input, Site.Start start, Consumer<Runnable> signals) {
        At(Path folder) {
            this(
                    folder,
                    Map.of("PITCHSIDE_DATA_DIR", folder.resolve("data").toString()),
                    "",
                    (configuration, progress) -> {
                        throw new AssertionError("nothing is to be started here");
                    },
                    stop -> {});
        }

        At with(String variable, String value) {
            Map<String, String> changed = new HashMap<>(environment);
            changed.put(variable, value);
            return new At(folder, changed, input, start, signals);
        }

        At withInput(String typed) {
            return new At(folder, environment, typed, start, signals);
        }

        At withStart(Site.Start other) {
            return new At(folder, environment, input, other, signals);
        }

        At withSignals(Consumer<Runnable> other) {
            return new At(folder, environment, input, start, other);
        }

        Typed type(String... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
            Shell shell = new Shell(environment, folder, System.currentTimeMillis() - 1_500);
            CommandLine line = Pitchside.commandLine(shell, in, start, signals)
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true));
            return new Typed(line.execute(arguments), out.toString(), err.toString());
        }
    }
}
