package io.pitchside.model.pipeline;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.topic.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One pipeline as a value, from its front doors to what people see. Topic creation, connector configuration, job
 * submission, routes and {@code pitchside pipelines} are all made from it. Immutable; a declaration that does not hold
 * together cannot be constructed.
 *
 * @param name what people type ({@code tracking})
 * @param title one line that says what it is for
 * @param topics every topic that a stage reads or writes
 */
public record Pipeline(
        String name, String title, List<Topic> topics, List<Door> doors, Job job, List<Sink> sinks, List<View> views) {

    /** A part of the pipeline that reads or writes topics. */
    public sealed interface Stage {
        String name();

        List<String> reads();

        List<String> writes();
    }

    /**
     * Where data comes in: a source connector, or an HTTP route of the platform.
     *
     * @param connector class name of the Kafka Connect source; empty where the platform's own API writes the topics
     * @param settings the connector's configuration, connection settings excluded
     */
    public record Door(String name, String connector, List<String> writes, Map<String, String> settings)
            implements Stage {
        public Door {
            requireNonNull(connector, "connector");
            writes = List.copyOf(writes);
            settings = Map.copyOf(settings);
        }

        @Override
        public List<String> reads() {
            return List.of();
        }
    }

    /** What computes. The name is also the prefix of its operators' uids and its folder of checkpoints. */
    public record Job(String name, List<String> reads, List<String> writes) implements Stage {
        public Job {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }
    }

    /** What writes a store: a sink connector. */
    public record Sink(String name, String connector, List<String> reads, Map<String, String> settings)
            implements Stage {
        public Sink {
            requireNonNull(connector, "connector");
            reads = List.copyOf(reads);
            settings = Map.copyOf(settings);
        }

        @Override
        public List<String> writes() {
            return List.of();
        }
    }

    /** What a person sees, and the topics it shows live. */
    public record View(String name, String path, String title, List<String> reads) implements Stage {
        public View {
            requireNonNull(path, "path");
            requireNonNull(title, "title");
            reads = List.copyOf(reads);
        }

        @Override
        public List<String> writes() {
            return List.of();
        }
    }

    public Pipeline {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(job, "job");
        topics = List.copyOf(topics);
        doors = List.copyOf(doors);
        sinks = List.copyOf(sinks);
        views = List.copyOf(views);
        List<String> faults = faults(topics, doors, job, sinks, views);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("pipeline " + name + ": " + String.join("; ", faults));
        }
    }

    /** All stages in the order in which data passes them. */
    public List<Stage> stages() {
        return stages(doors, job, sinks, views);
    }

    /** The topic of that name; the constructor made sure that every stage's topics are here. */
    public Topic topic(String topicName) {
        return topics.stream()
                .filter(topic -> topic.name().equals(topicName))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("pipeline " + name + " has no topic \"" + topicName + "\""));
    }

    private static List<Stage> stages(List<Door> doors, Job job, List<Sink> sinks, List<View> views) {
        List<Stage> stages = new ArrayList<>(doors);
        stages.add(job);
        stages.addAll(sinks);
        stages.addAll(views);
        return List.copyOf(stages);
    }

    private static List<String> faults(
            List<Topic> topics, List<Door> doors, Job job, List<Sink> sinks, List<View> views) {
        List<String> faults = new ArrayList<>();
        Set<String> declared = new HashSet<>();
        for (Topic topic : topics) {
            if (!declared.add(topic.name())) {
                faults.add("topic " + topic.name() + " is declared twice");
            }
        }
        List<Stage> stages = stages(doors, job, sinks, views);
        Set<String> names = new HashSet<>();
        for (Stage stage : stages) {
            if (!names.add(stage.name())) {
                faults.add("two stages are called " + stage.name());
            }
        }
        Set<String> written = stages.stream()
                .flatMap(stage -> stage.writes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> read =
                stages.stream().flatMap(stage -> stage.reads().stream()).collect(Collectors.toCollection(TreeSet::new));
        for (Stage stage : stages) {
            for (String topic : stage.reads()) {
                if (!declared.contains(topic)) {
                    faults.add(stage.name() + " reads the unknown topic " + topic);
                } else if (!written.contains(topic)) {
                    faults.add(stage.name() + " reads topic " + topic + ", which nothing writes");
                }
            }
            for (String topic : stage.writes()) {
                if (!declared.contains(topic)) {
                    faults.add(stage.name() + " writes the unknown topic " + topic);
                }
            }
        }
        for (Topic topic : topics) {
            if (!written.contains(topic.name()) && !read.contains(topic.name())) {
                faults.add("topic " + topic.name() + " is used by no stage");
            }
        }
        return faults;
    }
}
