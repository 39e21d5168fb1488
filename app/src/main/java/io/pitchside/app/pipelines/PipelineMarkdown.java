package io.pitchside.app.pipelines;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.pitchside.model.access.Medical;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.model.topic.Topic;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.stores.timeseries.TimeSeriesTable;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes the page of a pipeline under {@code docs/pipelines} from its declaration; a test fails when the file says
 * anything else. Pure.
 */
public final class PipelineMarkdown {
    /** Units by the last part of a field's name. */
    private static final Map<String, String> UNITS = Map.of(
            "mm", "mm",
            "ms", "ms",
            "mps", "m/s",
            "mps2", "m/s²",
            "mj", "mJ/kg",
            "micro", "millionths",
            "kmh", "km/h",
            "wkg", "W/kg");

    private static final List<String> NO_METRICS =
            List.of("match_id", "player_id", "second", "definition_version", "revision", "partition");

    private PipelineMarkdown() {}

    /**
     * The whole page.
     *
     * @param pipeline as declared with nothing configured
     * @param rules the rules in force then
     */
    public static String text(Pipeline pipeline, TrackingRules rules) {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(pipeline.title()).append("\n\n<!-- Written by `./pitchside pipelines ");
        page.append(pipeline.name()).append(" --markdown > docs/pipelines/").append(pipeline.name());
        page.append(".md`; change the declaration, not this file. -->\n\n");
        page.append("What the pipeline `").append(pipeline.name());
        page.append("` is made of when nothing is configured. A site's own: `./pitchside pipelines ");
        page.append(pipeline.name()).append("`.\n\n");
        topics(page, pipeline);
        doors(page, pipeline);
        job(page, pipeline);
        sinks(page, pipeline);
        views(page, pipeline);
        metrics(page);
        definition(page, rules);
        return page.toString();
    }

    private static void topics(StringBuilder page, Pipeline pipeline) {
        page.append("## Topics\n\n| topic | key | partitions | kept |\n|---|---|---|---|\n");
        for (Topic topic : pipeline.topics()) {
            String kept =
                    switch (topic.cleanup()) {
                        case DELETE -> Tracking.RETENTION.toHours() + " hours from arrival";
                        case COMPACT -> "the newest of each key";
                    };
            row(page, code(topic.name()), code(topic.key()), topic.partitions(), kept);
        }
        page.append("\nTopics with several partitions are partitioned by `match_id` alone: a match is one ordered log."
                + " How many there are is `tracking.partitions`.\n\n");
    }

    private static void doors(StringBuilder page, Pipeline pipeline) {
        page.append("## Front doors\n\n| door | what it is | writes |\n|---|---|---|\n");
        for (Pipeline.Door door : pipeline.doors()) {
            String kind = door.connector().isEmpty() ? "the platform's own API" : connector(door.connector());
            row(page, code(door.name()), kind, codes(door.writes()));
        }
        page.append('\n');
    }

    private static void job(StringBuilder page, Pipeline pipeline) {
        page.append("## Job\n\n| job | reads | writes |\n|---|---|---|\n");
        row(
                page,
                code(pipeline.job().name()),
                codes(pipeline.job().reads()),
                codes(pipeline.job().writes()));
        page.append('\n');
    }

    private static void sinks(StringBuilder page, Pipeline pipeline) {
        page.append("## Sinks\n\n| sink | what it is | topic | table | a row's key |\n|---|---|---|---|---|\n");
        for (Pipeline.Sink sink : pipeline.sinks()) {
            for (String topic : sink.reads()) {
                TimeSeriesTable table = TimeSeriesTable.ofTopic(topic)
                        .orElseThrow(() -> new IllegalArgumentException("no table keeps topic " + topic));
                String key = table.key().stream().map(column -> column.name()).collect(Collectors.joining(", "));
                row(
                        page,
                        code(sink.name()),
                        connector(sink.connector()),
                        code(topic),
                        code(table.tableName()),
                        "`" + TimeSeriesTable.TIME + "` (" + table.timeField() + "), " + key);
            }
        }
        page.append("\nRows of warm-up matches go to twins of these tables.\n\n");
    }

    private static void views(StringBuilder page, Pipeline pipeline) {
        page.append("## Pages\n\n| page | what it shows | reads live |\n|---|---|---|\n");
        for (Pipeline.View view : pipeline.views()) {
            row(page, code(view.path()), view.title(), codes(view.reads()));
        }
        page.append('\n');
    }

    private static void metrics(StringBuilder page) {
        page.append(
                "## Metrics of a player's second\n\nEach row holds the increments of its own second; totals are sums"
                        + " over the newest rows.\n\n| field | unit | may be absent | medical |\n|---|---|---|---|\n");
        for (RecordComponent component : PlayerSecond.class.getRecordComponents()) {
            String name = name(component);
            if (!NO_METRICS.contains(name)) {
                boolean optional = !component.getType().isPrimitive();
                boolean medical = component.isAnnotationPresent(Medical.class);
                row(page, code(name), unit(name), optional ? "yes" : "", medical ? "yes" : "");
            }
        }
        page.append('\n');
    }

    private static void definition(StringBuilder page, TrackingRules rules) {
        page.append("## Definition\n\nEvery row names the definition that made it, here ")
                .append(code(rules.definitionVersion()))
                .append(". Its constants, each a key of the [configuration](../configuration.md):\n\n")
                .append("| constant | value | unit |\n|---|---|---|\n");
        for (RecordComponent component : TrackingRules.class.getRecordComponents()) {
            String name = name(component);
            row(page, code(name), value(component, rules), unit(name.replaceFirst("_(min|max)$", "")));
        }
    }

    private static String value(RecordComponent component, TrackingRules rules) {
        try {
            Object value = component.getAccessor().invoke(rules);
            return value instanceof List<?> list
                    ? list.stream().map(PipelineMarkdown::number).collect(Collectors.joining(", "))
                    : number(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record gives out its fields", e);
        }
    }

    private static String number(Object value) {
        String text = value.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String name(RecordComponent component) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }

    private static String unit(String field) {
        if (field.equals("x") || field.equals("y")) {
            return "m";
        }
        if (field.equals("hr")) {
            return "beats/min";
        }
        String last = field.substring(field.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
        return UNITS.getOrDefault(last, "");
    }

    private static String connector(String className) {
        return code(className.substring(className.lastIndexOf('.') + 1));
    }

    private static String codes(List<String> names) {
        return names.stream().map(PipelineMarkdown::code).collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static void row(StringBuilder page, Object... cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
        Arrays.stream(cells).map(cell -> cell.toString().replace("|", "\\|")).forEach(row::add);
        page.append(row);
    }
}
