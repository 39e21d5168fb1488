package io.pitchside.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void withoutAnythingEveryKeyHasItsDefault() {
        Configuration configuration = Configuration.load(null, Map.of(), List.of(), null);

        assertThat(configuration.get(Keys.HTTP_PORT)).isEqualTo(8080);
        assertThat(configuration.get(Keys.MQTT_ALLOW_ANONYMOUS)).isTrue();
        assertThat(configuration.get(Keys.MQTT_MESSAGE_BYTES_MAX)).isEqualTo(1_048_576);
        assertThat(configuration.get(Keys.TRACKING_LATENESS)).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.get(Keys.TRACKING_ZONES_KMH)).containsExactly(7.0, 15.0, 20.0, 25.0);
        assertThat(configuration.get(Keys.TIME_SERIES_URL)).isEmpty();
        assertThat(configuration.data()).isEqualTo(Path.of(System.getProperty("user.home"), ".pitchside"));
        assertThat(configuration.kafkaClient()).isEmpty();
        assertThat(configuration).hasToString("Configuration{}");
    }

    @Test
    void aFileMayBeNestedOrDottedOrBoth() throws Exception {
        Path file = yaml("""
                http:
                  port: 8181
                mqtt.topic:
                  player: a/{match}/{player}
                tracking:
                  zones-kmh: [6, 12, 18.5, 24]
                  sprint.enter-mps: 6.5
                postgres.url:
                kafka:
                  security.protocol: SASL_SSL
                """);

        Configuration configuration = Configuration.load(file, Map.of(), List.of(), null);

        assertThat(configuration.get(Keys.HTTP_PORT)).isEqualTo(8181);
        assertThat(configuration.get(Keys.MQTT_TOPIC_PLAYER)).isEqualTo("a/{match}/{player}");
        assertThat(configuration.get(Keys.TRACKING_ZONES_KMH)).containsExactly(6.0, 12.0, 18.5, 24.0);
        assertThat(configuration.get(Keys.TRACKING_SPRINT_ENTER_MPS)).isEqualTo(6.5);
        assertThat(configuration.isSet(Keys.POSTGRES_URL)).isFalse();
        assertThat(configuration.kafkaClient()).containsOnly(Map.entry("security.protocol", "SASL_SSL"));
        assertThat(configuration.origin(Keys.HTTP_PORT)).isEqualTo(file + ", line 2");
    }

    @Test
    void anEmptyFileIsNoConfigurationAndNoError() throws Exception {
        Configuration configuration = Configuration.load(yaml("# nothing yet\n"), Map.of(), List.of(), null);

        assertThat(configuration.shownSettings()).isEmpty();
    }

    @Test
    void theEnvironmentOverridesTheFileAndSetOverridesBoth() throws Exception {
        Path file = yaml("http.port: 1\nmqtt.port: 1\nkafka.port: 1\n");
        Map<String, String> environment = Map.of("PITCHSIDE_MQTT_PORT", "2", "PITCHSIDE_KAFKA_PORT", "2");

        Configuration configuration = Configuration.load(file, environment, List.of("kafka.port=3"), null);

        assertThat(configuration.get(Keys.HTTP_PORT)).isEqualTo(1);
        assertThat(configuration.get(Keys.MQTT_PORT)).isEqualTo(2);
        assertThat(configuration.get(Keys.KAFKA_PORT)).isEqualTo(3);
        assertThat(configuration.origin(Keys.MQTT_PORT)).isEqualTo("environment variable PITCHSIDE_MQTT_PORT");
        assertThat(configuration.origin(Keys.KAFKA_PORT)).isEqualTo("--set");
    }

    @Test
    void everyKeyCanComeFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "PITCHSIDE_TIME_SERIES_URL", "http://10.0.0.7:9000",
                "PITCHSIDE_TRACKING_SPRINT_MIN_DURATION", "1s",
                "PITCHSIDE_KAFKA_SASL_MECHANISM", "PLAIN",
                "PITCHSIDE_WARM_UP_DURATION", "0s");

        Configuration configuration = Configuration.load(null, environment, List.of(), null);

        assertThat(configuration.get(Keys.TIME_SERIES_URL)).contains(URI.create("http://10.0.0.7:9000"));
        assertThat(configuration.get(Keys.TRACKING_SPRINT_MIN_DURATION)).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.get(Keys.WARM_UP_DURATION)).isZero();
        assertThat(configuration.kafkaClient()).containsOnly(Map.entry("sasl.mechanism", "PLAIN"));
    }

    @Test
    void otherVariablesAreLeftAlone() {
        Map<String, String> environment = Map.of(
                "PITCHSIDE_DEBUG", "1",
                "PITCHSIDE_HTTP_PORT", "",
                "PITCHSIDE_SERVICE_HOST", "10.0.0.1",
                "PITCHSIDE_PORT_8080_TCP_ADDR", "10.0.0.1",
                "PATH", "/bin");

        Configuration configuration = Configuration.load(null, environment, List.of(), null);

        assertThat(configuration.shownSettings()).isEmpty();
    }

    @Test
    void theDataFolderOfTheCommandLineWins() {
        Map<String, String> environment = Map.of("PITCHSIDE_DATA_DIR", "/srv/a", "PITCHSIDE_DATA", "/srv/b");

        assertThat(Configuration.load(null, environment, List.of(), null).data())
                .isEqualTo(Path.of("/srv/a"));
        assertThat(Configuration.load(null, environment, List.of("data=/srv/c"), null)
                        .data())
                .isEqualTo(Path.of("/srv/c"));
        assertThat(Configuration.load(null, environment, List.of("data=/srv/c"), folder)
                        .data())
                .isEqualTo(folder);
    }

    @Test
    void theDevicesFileIsRelativeToTheDataFolder() {
        assertThat(Configuration.load(null, Map.of(), List.of(), folder).devicesFile())
                .isEqualTo(folder.resolve("devices.json"));
        assertThat(Configuration.load(null, Map.of(), List.of("mqtt.devices-file=/etc/devices.json"), folder)
                        .devicesFile())
                .isEqualTo(Path.of("/etc/devices.json"));
    }

    @Test
    void everyProblemIsNamedWithItsPlaceAndWhatWasMeant() throws Exception {
        Path file = yaml("http:\n  prt: 8080\nmqtt.hots: x\n");

        assertThat(problems(file, Map.of("PITCHSIDE_HTTP_PROT", "1"), List.of("flink.port=x", "flnk.port=1", "=3")))
                .containsExactly(
                        "unknown key http.prt (" + file + ", line 2); did you mean http.port?",
                        "unknown key mqtt.hots (" + file + ", line 3); did you mean mqtt.host?",
                        "environment variable PITCHSIDE_HTTP_PROT is no key of the configuration;"
                                + " did you mean PITCHSIDE_HTTP_PORT?",
                        "flink.port = \"x\" (--set): allowed is 0 to 65535, where 0 takes any free port",
                        "unknown key flnk.port (--set); did you mean flink.port?",
                        "--set =3: write it as key=value, as in --set http.port=8081");
    }

    @Test
    void aKeyNobodyCouldHaveMeantPointsToTheDocumentation() {
        assertThat(problems(null, Map.of(), List.of("colour.of.the.grass=green")))
                .containsExactly("unknown key colour.of.the.grass (--set); docs/configuration.md lists all keys");
    }

    @Test
    void aKafkaSettingThatNoClientHasIsAnError() {
        assertThat(problems(null, Map.of(), List.of("kafka.securty.protocol=SSL", "kafka.acks=7")))
                .containsExactly(
                        "unknown key kafka.securty.protocol (--set); did you mean kafka.security.protocol?",
                        "kafka.acks = \"7\" (--set): Kafka's clients do not take this value for acks");
    }

    @Test
    void aKeyThatStandsTwiceInAFileIsAnError() throws Exception {
        Path file = yaml("http:\n  port: 1\nhttp.port: 2\n");

        assertThat(problems(file, Map.of(), List.of()))
                .containsExactly(file + ", line 3: http.port stands there a second time, first " + file + ", line 2");
    }

    @Test
    void aFileThatIsNoYamlNamesTheLineAndShowsNothingOfIt() throws Exception {
        Path file = yaml("mqtt.url: tcp://a:1\nmqtt.password: \"hunter2\nmqtt.port: 1\n");

        assertThat(problems(file, Map.of(), List.of())).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith(file + ", line ")
                .contains("not readable as YAML")
                .doesNotContain("hunter2"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(problems(folder.resolve("none.yaml"), Map.of(), List.of()))
                .containsExactly(folder.resolve("none.yaml") + ": there is no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.port=-1",
                "http.port=65536",
                "mqtt.allow-anonymous=yes",
                "tracking.lateness=30",
                "tracking.lateness=-1s",
                "tracking.lateness=1w",
                "tracking.zones-kmh=7,15,20",
                "tracking.zones-kmh=7,15,15,25",
                "tracking.zones-kmh=a,b,c,d",
                "tracking.speed-max-mps=NaN",
                "mqtt.message-bytes-max=1MB",
                "mqtt.message-bytes-max=3GiB",
                "mqtt.topic.player=stadiums/{match}/readings",
                "mqtt.topic.frame=#/{match}",
                "mqtt.protocol=4",
                "mqtt.url=http://broker:1883",
                "mqtt.url=tcp://me:hunter2@broker:1883",
                "kafka.bootstrap.servers=broker",
                "postgres.url=mysql://x",
                "http.host=",
                "demo.seed=1.5",
            })
    void aValueThatIsNotAllowedIsRefusedWithTheAllowedOnes(String set) {
        String name = set.substring(0, set.indexOf('='));

        assertThat(problems(null, Map.of(), List.of(set))).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith(name + " = ")
                .contains("(--set): allowed is ")
                .doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "0s,0", "2s,2000", "5m,300000"})
    void durationsAreWrittenTheWayPeopleWriteThem(String text, long millis) {
        Configuration configuration = Configuration.load(null, Map.of(), List.of("tracking.lateness=" + text), null);

        assertThat(configuration.get(Keys.TRACKING_LATENESS)).hasMillis(millis);
    }

    @Test
    void secretsShowThemselvesNowhere() {
        List<String> sets = List.of(
                "mqtt.url=tcp://broker:1883",
                "mqtt.username=me",
                "mqtt.password=hunter2",
                "mongo.url=mongodb://me:hunter2@db:27017/?tls=true",
                "postgres.url=jdbc:postgresql://db/x?user=me&password=hunter2",
                "kafka.sasl.jaas.config=org.x.Plain required password=\"hunter2\";",
                "kafka.ssl.keystore.password=hunter2");

        Configuration configuration = Configuration.load(null, Map.of(), sets, null);

        assertThat(configuration.toString()).doesNotContain("hunter2").contains("mongodb://****@db:27017/?tls=true");
        assertThat(configuration.shown(Keys.MQTT_PASSWORD)).isEqualTo("****");
        assertThat(configuration.get(Keys.MQTT_PASSWORD)).hasToString("Optional[****]");
        assertThat(configuration.get(Keys.MQTT_PASSWORD).map(Secret::reveal)).isEqualTo(Optional.of("hunter2"));
        assertThat(configuration.kafkaClient()).containsEntry("ssl.keystore.password", "hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "pitch.example", "127.0.0.1.example"})
    void pagesAreNotOpenedToOthers(String host) {
        assertThat(problems(null, Map.of(), List.of("http.host=" + host)))
                .singleElement()
                .asString()
                .startsWith("http.host = \"" + host + "\" (--set) is not a loopback address");
    }

    @Test
    void theDoorIsOpenedToOthersOnlyWithTlsAndDevices() {
        List<String> tls = List.of("mqtt.host=0.0.0.0", "mqtt.tls.certificate=c.pem", "mqtt.tls.key=k.pem");

        assertThat(problems(null, Map.of(), List.of("mqtt.host=0.0.0.0"))).hasSize(1);
        assertThat(problems(null, Map.of(), tls)).hasSize(1);
        assertThat(Configuration.load(null, Map.of("PITCHSIDE_MQTT_ALLOW_ANONYMOUS", "false"), tls, null)
                        .get(Keys.MQTT_HOST))
                .isEqualTo("0.0.0.0");
    }

    @Test
    void valuesThatDoNotGoTogetherAreRefused() {
        List<String> sets = List.of(
                "mqtt.tls.key=k.pem",
                "mqtt.password=x",
                "tracking.sprint.leave-mps=8",
                "mqtt.inflight-bytes-max=64KiB",
                "postgres.read-url=postgresql://replica/x");

        assertThat(problems(null, Map.of(), sets))
                .anyMatch(
                        problem -> problem.contains("mqtt.tls.key (--set) means nothing without mqtt.tls.certificate"))
                .anyMatch(problem -> problem.contains("mqtt.password (--set) means nothing without mqtt.username"))
                .anyMatch(problem -> problem.contains("a sprint would end before it begins"))
                .anyMatch(problem -> problem.contains("the largest message would never be taken"))
                .anyMatch(problem -> problem.contains("postgres.read-url (--set) means nothing without postgres.url"))
                .hasSize(5);
    }

    private Path yaml(String text) throws Exception {
        return Files.writeString(folder.resolve("pitchside.yaml"), text);
    }

    private static List<String> problems(@Nullable Path file, Map<String, String> environment, List<String> sets) {
        return catchThrowableOfType(
                        ConfigurationException.class, () -> Configuration.load(file, environment, sets, null))
                .problems();
    }
}
