package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Spelling;
import io.pitchside.app.pipelines.PipelineMarkdown;
import io.pitchside.app.pipelines.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the pipelines are made of. */
@Command(name = "pipelines", description = "What the pipelines are made of: front doors, topics, job, stores, pages.")
final class PipelinesCommand implements Callable<Integer> {
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this one, in full.")
    private @Nullable String name;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--markdown",
            hidden = true,
            description = "Prints docs/pipelines/NAME.md, from the declaration with nothing configured.")
    private boolean markdown;

    PipelinesCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (markdown) {
            return page();
        }
        JsonNode pipelines = RunningPlatform.of(options.configuration()).get("/api/v1/pipelines");
        Console console = Console.of(spec);
        if (name == null) {
            if (json) {
                console.json(pipelines);
            } else {
                TextTable table = new TextTable("pipeline", "title");
                pipelines.forEach(pipeline -> table.add(pipeline.path("name"), pipeline.path("title")));
                console.table(table);
            }
            return ExitCodes.DONE;
        }
        JsonNode pipeline = find(pipelines, name);
        if (json) {
            console.json(pipeline);
        } else {
            print(pipeline, console);
        }
        return ExitCodes.DONE;
    }

    private int page() throws CommandFailure {
        if (!Tracking.NAME.equals(name)) {
            throw CommandFailure.wrongCall("--markdown: name the pipeline, there is " + Tracking.NAME);
        }
        Configuration nothing = Configuration.load(null, Map.of(), List.of(), null);
        Console console = Console.of(spec);
        console.out()
                .print(PipelineMarkdown.text(
                        Tracking.pipeline(nothing),
                        Tracking.jobSettings(nothing, "").rules()));
        console.out().flush();
        return ExitCodes.DONE;
    }

    private static JsonNode find(JsonNode pipelines, String name) throws CommandFailure {
        List<String> names = new ArrayList<>();
        for (JsonNode pipeline : pipelines) {
            if (pipeline.path("name").asText().equals(name)) {
                return pipeline;
            }
            names.add(pipeline.path("name").asText());
        }
        throw CommandFailure.wrongCall("there is no pipeline " + name
                + Spelling.nearest(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("")
                + "; there are " + String.join(", ", names));
    }

    private static void print(JsonNode pipeline, Console console) {
        console.data(
                pipeline.path("name").asText() + ": " + pipeline.path("title").asText());
        console.data("");
        TextTable stages = new TextTable("stage", "name", "reads", "writes");
        pipeline.path("doors").forEach(door -> addStage(stages, "door", door));
        if (pipeline.path("job").isObject()) {
            addStage(stages, "job", pipeline.path("job"));
        }
        pipeline.path("sinks").forEach(sink -> addStage(stages, "sink", sink));
        pipeline.path("views").forEach(view -> addStage(stages, "view", view));
        console.table(stages);
        console.data("");
        TextTable topics = new TextTable("topic", "key", "partitions", "cleanup");
        pipeline.path("topics")
                .forEach(topic -> topics.add(
                        topic.path("name"), topic.path("key"), topic.path("partitions"), topic.path("cleanup")));
        console.table(topics);
    }

    private static void addStage(TextTable stages, String kind, JsonNode stage) {
        stages.add(kind, stage.path("name"), words(stage.path("reads")), words(stage.path("writes")));
    }

    private static String words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words.isEmpty() ? "-" : String.join(", ", words);
    }
}
