package io.pitchside.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PitchsideTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h"})
    void helpListsEveryCommand(String argument) {
        Typed typed = argument.isEmpty() ? at().type() : at().type(argument);

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .contains("  up ", "  test ", "  load ", "  query ", "  status ", "  audit ", "  pipelines ")
                .contains(
                        "  dead-letters ", "  sign-in ", "  devices ", "  bench ", "  replay ", "  trace ", "  doctor ")
                .doesNotContain("  config ", "  sync ", "  deploy ");
        assertThat(typed.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "deploy"})
    void aCommandOfALaterReleaseSaysSo(String command) {
        Typed typed = at().type(command, "x", "--verify");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err())
                .startsWith("pitchside: " + command + ": ")
                .contains("is not in this release")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stats | pitchside: unknown command stats; did you mean status?",
                "fly | pitchside: unknown command fly; ./pitchside --help lists what there is",
                "status --jason | pitchside: unknown option --jason; did you mean --json?",
                "status now | pitchside: unexpected argument now; ./pitchside status --help lists what there is",
                "query | pitchside: Missing required parameter: 'SQL'; ./pitchside query --help shows how it is"
                        + " written",
                "up --for soon | pitchside: Invalid value for option '--for': 'soon' is no duration: write 500ms, 60s,"
                        + " 5m or 1h; ./pitchside up --help shows how it is written",
                "up --set http.prt=1 | pitchside: unknown key http.prt (--set); did you mean http.port?",
                "--set http.port=x status | pitchside: http.port = \"x\" (--set): allowed is 0 to 65535, where 0 takes"
                        + " any free port",
                "up --config none.yaml | pitchside: FOLDER/none.yaml: there is no such file",
                "up --role cloud | pitchside: --role cloud: this release has no pipeline that runs apart from the"
                        + " stadium; use --role all or --role edge",
                "up --summary none/summary.json | pitchside: --summary none/summary.json: the folder it names must"
                        + " exist, and the file be no folder",
                "sign-in boss | pitchside: there is no role \"boss\": allowed are coach, medical, scout, analyst,"
                        + " operator, admin",
                "query x --as-of 12:00 | pitchside: --as-of is not in this release: the stores it has keep the newest"
                        + " revision only; leave it out for what is known now",
                "query x --json --format csv | pitchside: --json and --format csv contradict each other; leave one out",
                "load | pitchside: Missing required parameter: 'KIND'; ./pitchside load --help shows how it is written",
                "load cricket x.json | pitchside: load cricket comes with the release that brings the cricket"
                        + " pipeline; this one loads tracking",
                "load trackng x.csv | pitchside: load \"trackng\": what the files hold comes first, as in ./pitchside"
                        + " load tracking FILE; did you mean tracking?",
                "load tracking | pitchside: load tracking: which file? As in ./pitchside load tracking match.csv",
                "load tracking none.csv | pitchside: none.csv: there is no such file",
                "load tracking none.csv --match a/b | pitchside: --match \"a/b\": 1 to 64 characters, none of / + #"
                        + " \" \\ and no control characters",
                "load tracking x --speed 0 | pitchside: Invalid value for option '--speed': '0' is no speed: write a"
                        + " number above 0, as in 1, 10, 0.5; ./pitchside load --help shows how it is written",
                "audit --wait 1h | pitchside: --wait 3600s: at most 300s",
                "dead-letters show x | pitchside: \"x\" is no id of a dead letter: it is written"
                        + " topic/partition/offset, as ./pitchside dead-letters list prints it",
                "dead-letters list --limit 0 | pitchside: --limit 0: allowed is 1 to 1000",
                "dead-letters edit x | pitchside: dead-letters edit: editing one is not in this release; ./pitchside"
                        + " dead-letters --help lists what is",
                "test --all | pitchside: test is carried out by the start script of a checkout: ./pitchside test --all",
            })
    void aWrongCallIsOneLineThatSaysWhatToDo(String call, String line) {
        Typed typed = at().type(call.split(" "));

        assertThat(typed.err().strip()).isEqualTo(line.replace("FOLDER", folder.toString()));
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void everyProblemOfTheConfigurationIsALine() throws Exception {
        Files.writeString(folder.resolve("pitchside.yaml"), "http.prt: 1\nmqtt.password: hunter2\n");

        Typed typed = at().type("status", "--set", "flink.port=-1");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).hasLineCount(2).contains("line 1", "flink.port").doesNotContain("hunter2");
    }

    @Test
    void aStackTraceIsShownOnlyToThoseWhoAskForIt() {
        assertThat(at().type("status").err()).doesNotContain("\tat ");
        assertThat(at().with("PITCHSIDE_DEBUG", "1").type("status").err()).contains("\tat ");
    }

    @Test
    void theConfigurationIsShownWithItsOriginAndWithoutSecrets() throws Exception {
        Files.writeString(folder.resolve("pitchside.yaml"), "football.api-football.key: hunter2\n");

        Typed typed = at().with("PITCHSIDE_HTTP_PORT", "0").type("config", "--set", "kafka.ssl.key.password=hunter2");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .containsPattern("http.port +0 +environment variable PITCHSIDE_HTTP_PORT")
                .containsPattern("football.api-football.key +\\*{4} +.*pitchside.yaml, line 1")
                .containsPattern("kafka.ssl.key.password +\\*{4} ")
                .doesNotContain("hunter2");
    }

    @Test
    void theConfigurationsDocumentationIsPrinted() {
        assertThat(at().type("config", "--markdown").out()).startsWith("# Configuration\n");
    }

    private Typed.At at() {
        return new Typed.At(folder);
    }
}
