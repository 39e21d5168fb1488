package io.pitchside.app.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.app.config.Configuration;
import io.pitchside.model.pipeline.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineMarkdownTest {
    @Test
    void theDocumentationSaysWhatTheDeclarationSays() throws Exception {
        Path page = Path.of("..", "docs", "pipelines", "tracking.md");

        assertThat(Files.readString(page))
                .as("docs/pipelines/tracking.md is behind:"
                        + " ./pitchside pipelines tracking --markdown > docs/pipelines/tracking.md")
                .isEqualTo(text());
    }

    @Test
    void everyTopicAndStageIsNamed() {
        Pipeline pipeline = Tracking.pipeline(site());

        String text = text();

        assertThat(pipeline.topics()).allSatisfy(topic -> assertThat(text).contains("| `" + topic.name() + "` |"));
        assertThat(pipeline.stages().subList(0, 4))
                .allSatisfy(stage -> assertThat(text).contains("`" + stage.name() + "`"));
    }

    @Test
    void nothingOfThisMachineStandsInIt() {
        assertThat(text()).doesNotContain(System.getProperty("user.home"));
    }

    private static String text() {
        return PipelineMarkdown.text(
                Tracking.pipeline(site()), Tracking.jobSettings(site(), "").rules());
    }

    private static Configuration site() {
        return Configuration.load(null, Map.of(), List.of(), null);
    }
}
