package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows every place that one event passed. */
@Command(
        name = "trace",
        description = "Every place that one event passed, with offset and time; exits 1 when it is nowhere.")
final class TraceCommand implements Callable<Integer> {
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "EVENT_ID",
            description = "match/sensor/ts/seq of a reading, match/player/second of a player's second, or"
                    + " topic/partition/offset of a record.")
    private String eventId = "";

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    TraceCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        JsonNode trace = RunningPlatform.of(options.configuration())
                .get("/api/v1/trace?event_id=" + URLEncoder.encode(eventId, UTF_8));
        Console console = Console.of(spec);
        boolean found = trace.path("found").asBoolean(false);
        if (json) {
            console.json(trace);
        } else if (found) {
            print(trace, console);
        } else {
            console.data(eventId + " is nowhere; looked at:");
            trace.path("looked_at").forEach(place -> console.data("  " + place.asText()));
        }
        return found ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static void print(JsonNode trace, Console console) {
        TextTable table = new TextTable("hop", "where", "partition", "offset", "at", "after ms", "detail");
        for (JsonNode hop : trace.path("hops")) {
            JsonNode at = hop.path("at");
            table.add(
                    hop.path("hop"),
                    hop.path("where"),
                    hop.path("partition"),
                    hop.path("offset"),
                    at.isNumber() ? Instant.ofEpochMilli(at.asLong()) : "-",
                    hop.path("delay_ms"),
                    hop.path("detail"));
        }
        console.table(table);
        console.data("found in " + trace.path("took_ms").asText() + " ms");
    }
}
