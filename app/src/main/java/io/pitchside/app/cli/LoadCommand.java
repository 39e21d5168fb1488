package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.config.Spelling;
import io.pitchside.app.load.LoadException;
import io.pitchside.app.load.LoadProgress;
import io.pitchside.app.load.TrackingFile;
import io.pitchside.app.load.TrackingFormats;
import io.pitchside.app.load.TrackingLoad;
import io.pitchside.app.publish.PlatformClient;
import io.pitchside.app.publish.PlatformException;
import io.pitchside.model.tracking.MatchSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Plays real files in through the real front door. */
@Command(
        name = "load",
        description = "Plays files in through the front door, as fast as they are acknowledged.",
        footer = {"", "Example: ./pitchside load tracking match.csv --speed 10"})
final class LoadCommand implements Callable<Integer> {
    private static final String TRACKING = "tracking";
    private static final Set<String> LATER = Set.of("football", "cricket", "detections", "crowd");

    private final Shell shell;
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "What the files hold: tracking.")
    private String kind = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "ZXY, Catapult GNSS, Metrica csv, FIFA EPTS, TCX or GPX files, Tracab/databallpy folders, "
                    + "gzipped or not. What belongs to a file (line-ups, pitch corners, metadata) is read beside it.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--speed",
            paramLabel = "X",
            converter = Speed.class,
            description = "So many times as fast as it was played: 1, 10. Without it: as fast as it goes.")
    private @Nullable Double speed;

    @Option(
            names = "--match",
            paramLabel = "ID",
            description = "The match they belong to. Without it: the name of the file, or of what its files share.")
    private @Nullable String match;

    @Option(names = "--no-wait", description = "Ends once all is acknowledged, not only once all is stored.")
    private boolean noWait;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    LoadCommand(Shell shell, SiteOptions options) {
        this.shell = shell;
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure, LoadException, PlatformException, InterruptedException {
        checkCall();
        List<Path> found = found();
        Path data = options.configuration().data();
        // Before the files are read, which takes a while: without a platform there is nothing to do.
        RunningPlatform.runFile(data);
        List<Opened> matches = opened(found);
        Console console = Console.of(spec);
        ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
        for (Opened one : matches) {
            TrackingLoad.Options how = new TrackingLoad.Options(one.matchId, speed == null ? 0 : speed, !noWait);
            TrackingLoad.Outcome outcome = TrackingLoad.of(
                            one.file, how, PlatformClient.of(data), LoadProgress.onStandardError())
                    .run();
            outcomes.add(json(outcome));
            if (!json) {
                console.data(text(outcome));
            }
        }
        if (json) {
            console.json(outcomes);
        }
        return ExitCodes.DONE;
    }

    private record Opened(String matchId, TrackingFile file) {}

    /** The files with the match that each becomes, in the order of the call. */
    private List<Opened> opened(List<Path> found) throws CommandFailure, LoadException {
        List<Opened> opened = new ArrayList<>();
        Map<String, TrackingFile> matches = new HashMap<>();
        for (Path path : found) {
            TrackingFile file = TrackingFormats.open(path);
            String id = match == null ? file.matchId() : match;
            TrackingFile before = matches.put(id, file);
            if (before != null && !(before.partOfMatch() && file.partOfMatch())) {
                throw CommandFailure.wrongCall(path + ": it would be match " + id
                        + " as the file before it is; load them one by one, each with its own --match ID");
            }
            opened.add(new Opened(id, file));
        }
        return opened;
    }

    private String text(TrackingLoad.Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "match %s: %d readings%s, all %s, %.1f s",
                outcome.matchId(),
                outcome.readings(),
                outcome.badLines() == 0 ? "" : ", " + outcome.badLines() + " lines that are none (see dead-letters)",
                noWait ? "acknowledged" : "stored",
                outcome.elapsed().toMillis() / 1000.0);
    }

    private static ObjectNode json(TrackingLoad.Outcome outcome) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("match_id", outcome.matchId())
                .put("readings", outcome.readings())
                .put("bad_lines", outcome.badLines())
                .put("messages", outcome.messages())
                .put("acknowledged", outcome.acknowledged())
                .put("elapsed_s", outcome.elapsed().toMillis() / 1000.0);
    }

    private void checkCall() throws CommandFailure {
        if (match != null && !MatchSetup.ID.matcher(match).matches()) {
            throw CommandFailure.wrongCall(
                    "--match \"" + match + "\": 1 to 64 characters, none of / + # \" \\ and no control characters");
        }
        if (LATER.contains(kind)) {
            throw CommandFailure.wrongCall("load " + kind + " comes with the release that brings the " + kind
                    + " pipeline; this one loads tracking");
        }
        if (!kind.equals(TRACKING)) {
            throw CommandFailure.wrongCall("load \"" + kind + "\": what the files hold comes first, as in"
                    + " ./pitchside load tracking FILE"
                    + Spelling.nearest(kind, List.of(TRACKING))
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
    }

    private List<Path> found() throws CommandFailure {
        if (files.isEmpty()) {
            throw CommandFailure.wrongCall("load tracking: which file? As in ./pitchside load tracking match.csv");
        }
        List<Path> found = new ArrayList<>();
        for (Path file : files) {
            Path path = shell.directory().resolve(file);
            if (!Files.isReadable(path)) {
                throw CommandFailure.wrongCall(
                        file + ": " + (Files.exists(path) ? "it cannot be read" : "there is no such file"));
            }
            found.add(path);
        }
        return found;
    }

    /** Reads {@code 10}, {@code 0.5} and {@code 10x}. */
    static final class Speed implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            String number = text.endsWith("x") ? text.substring(0, text.length() - 1) : text;
            if (number.matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(number) > 0) {
                return Double.valueOf(number);
            }
            throw new TypeConversionException("'" + text + "' is no speed: write a number above 0, as in 1, 10, 0.5");
        }
    }
}
