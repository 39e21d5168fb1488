package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how the running platform is doing. */
@Command(name = "status", description = "How the running platform is doing.")
final class StatusCommand implements Callable<Integer> {
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    StatusCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        JsonNode status = RunningPlatform.of(options.configuration()).get("/api/v1/status");
        Console console = Console.of(spec);
        if (json) {
            console.json(status);
            return ExitCodes.DONE;
        }
        status.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .forEach(field -> console.data(field.getKey() + ": " + TextTable.text(field.getValue())));
        TextTable parts = new TextTable("part", "state", "detail");
        for (JsonNode part : status.path("parts")) {
            parts.add(part.path("name"), part.path("state"), part.path("detail"));
        }
        console.data("");
        console.table(parts);
        return ExitCodes.DONE;
    }
}
