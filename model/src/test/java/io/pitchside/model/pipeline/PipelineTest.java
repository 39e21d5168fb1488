package io.pitchside.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitchside.model.pipeline.Pipeline.Door;
import io.pitchside.model.pipeline.Pipeline.Job;
import io.pitchside.model.pipeline.Pipeline.Sink;
import io.pitchside.model.pipeline.Pipeline.Stage;
import io.pitchside.model.pipeline.Pipeline.View;
import io.pitchside.model.topic.Topic;
import io.pitchside.model.topic.Topic.Cleanup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final Door DOOR = new Door("door", "a.Connector", List.of("in"), Map.of("k", "v"));
    private static final Job JOB = new Job("job", List.of("in"), List.of("out"));
    private static final Sink SINK = new Sink("sink", "b.Connector", List.of("out"), Map.of());
    private static final View VIEW = new View("view", "/live", "Live", List.of("out"));

    @Test
    void soundPipelineListsItsStagesInTheOrderOfTheData() {
        Pipeline pipeline = pipeline(topics("in", "out"), List.of(DOOR), JOB, List.of(SINK));

        assertThat(pipeline.stages()).extracting(Stage::name).containsExactly("door", "job", "sink", "view");
        assertThat(pipeline.topic("in").partitions()).isEqualTo(2);
    }

    @Test
    void stageThatReadsAnUnknownTopicIsAFault() {
        Sink stray = new Sink("stray", "b.Connector", List.of("elsewhere"), Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(topics("in", "out"), List.of(DOOR), JOB, List.of(SINK, stray)))
                .withMessage("pipeline p: stray reads the unknown topic elsewhere");
    }

    @Test
    void stageThatWritesAnUnknownTopicIsAFault() {
        Job job = new Job("job", List.of("in"), List.of("out", "elsewhere"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(topics("in", "out"), List.of(DOOR), job, List.of(SINK)))
                .withMessage("pipeline p: job writes the unknown topic elsewhere");
    }

    @Test
    void topicThatIsReadButNeverWrittenIsAFault() {
        Job job = new Job("job", List.of("in", "lonely"), List.of("out"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(topics("in", "out", "lonely"), List.of(DOOR), job, List.of(SINK)))
                .withMessage("pipeline p: job reads topic lonely, which nothing writes");
    }

    @Test
    void topicThatNoStageUsesIsAFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(topics("in", "out", "spare"), List.of(DOOR), JOB, List.of(SINK)))
                .withMessage("pipeline p: topic spare is used by no stage");
    }

    @Test
    void topicThatIsDeclaredTwiceIsAFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(topics("in", "out", "in"), List.of(DOOR), JOB, List.of(SINK)))
                .withMessage("pipeline p: topic in is declared twice");
    }

    @Test
    void twoStagesOfOneNameAreAFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(topics("in", "out"), List.of(DOOR, DOOR), JOB, List.of(SINK)))
                .withMessage("pipeline p: two stages are called door");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(topics("in", "spare"), List.of(DOOR), JOB, List.of()))
                .withMessageContainingAll("job writes the unknown topic out", "topic spare is used by no stage");
    }

    @Test
    void unknownTopicIsNamedInTheMessage() {
        Pipeline pipeline = pipeline(topics("in", "out"), List.of(DOOR), JOB, List.of(SINK));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline.topic("elsewhere"))
                .withMessage("pipeline p has no topic \"elsewhere\"");
    }

    @Test
    void pipelineDoesNotChangeWithTheListItWasMadeOf() {
        List<Topic> topics = new ArrayList<>(topics("in", "out"));
        Pipeline pipeline = pipeline(topics, List.of(DOOR), JOB, List.of(SINK));

        topics.clear();

        assertThat(pipeline.topics()).hasSize(2);
    }

    private static Pipeline pipeline(List<Topic> topics, List<Door> doors, Job job, List<Sink> sinks) {
        return new Pipeline("p", "A pipeline", topics, doors, job, sinks, List.of(VIEW));
    }

    private static List<Topic> topics(String... names) {
        return Arrays.stream(names)
                .map(name -> new Topic(name, "match_id", 2, Cleanup.DELETE))
                .toList();
    }
}
