package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.web.ServerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks whether everything that came in is accounted for. */
@Command(
        name = "audit",
        description = "Whether everything that came in is accounted for; exits 1 when the ledger does not balance.")
final class AuditCommand implements Callable<Integer> {
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Seconds.class,
            // A few checkpoints: while readings flow, some are always on their way.
            defaultValue = "10s",
            description = "How long to wait for what is still on its way: 10s unless told, at most 5m.")
    private Duration wait = Duration.ZERO;

    AuditCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (wait.compareTo(ServerSettings.AUDIT_WAIT_MAX) > 0) {
            throw CommandFailure.wrongCall(
                    "--wait " + wait.toSeconds() + "s: at most " + ServerSettings.AUDIT_WAIT_MAX.toSeconds() + "s");
        }
        long seconds = wait.plusMillis(999).toSeconds();
        JsonNode audit = RunningPlatform.of(options.configuration()).get("/api/v1/audit?wait_s=" + seconds, wait);
        Console console = Console.of(spec);
        if (json) {
            console.json(audit);
        } else {
            print(audit, console);
        }
        return audit.path("balanced").asBoolean(false) ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static void print(JsonNode audit, Console console) {
        TextTable table = new TextTable("pipeline", "received", "unique", "duplicate", "late", "rejected", "stored");
        for (Map.Entry<String, JsonNode> pipeline : audit.path("pipelines").properties()) {
            JsonNode counts = pipeline.getValue();
            table.add(
                    pipeline.getKey(),
                    counts.path("received"),
                    counts.path("unique"),
                    counts.path("duplicate"),
                    counts.path("late"),
                    counts.path("rejected"),
                    counts.path("stored"));
        }
        console.table(table);
        console.data(audit.path("balanced").asBoolean(false) ? "balanced" : "NOT balanced");
        for (Map.Entry<String, JsonNode> pipeline : audit.path("pipelines").properties()) {
            for (JsonNode difference : pipeline.getValue().path("differences")) {
                console.data(pipeline.getKey() + ": " + difference(difference));
            }
        }
        for (JsonNode reason : audit.path("unsettled")) {
            console.data("still on its way: " + TextTable.text(reason));
        }
        String door = audit.path("door").properties().stream()
                .filter(counter -> counter.getValue().asDouble() != 0)
                .map(counter -> counter.getKey().replace('_', ' ') + " " + TextTable.text(counter.getValue()))
                .collect(Collectors.joining(", "));
        if (!door.isEmpty()) {
            console.data("front door since the start: " + door);
        }
    }

    private static String difference(JsonNode difference) {
        if (!difference.isObject()) {
            return TextTable.text(difference);
        }
        return "partition " + TextTable.text(difference.path("partition")) + ", offsets "
                + TextTable.text(difference.path("from")) + " to " + TextTable.text(difference.path("to")) + ": "
                + TextTable.text(difference.path("message"));
    }
}
