package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitchside.model.topic.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSplitterTest {
    private static final String READING = "{\"sensor_id\":\"t1\",\"seq\":4,\"ts\":1760000000000,\"x\":1.5,\"y\":2}";
    private static final String OF_P9 =
            "{\"player_id\":\"p9\",\"seq\":5,\"ts\":1760000000001,\"x\":1.5,\"y\":2,\"hr\":150}";
    private static final long CLOCK_MICROS = 1_760_000_000_123_456L;

    private final TopicRoutes routes = new TopicRoutes(
            TopicPattern.parse("stadiums/{stadium}/matches/{match}/players/{player}/readings"),
            TopicPattern.parse("stadiums/{stadium}/matches/{match}/readings"),
            4);
    private final PayloadSplitter splitter = new PayloadSplitter("sensor-readings", () -> CLOCK_MICROS);

    private static final class Counted extends Delivery {
        private boolean done;

        @Override
        void completed() {
            done = true;
        }
    }

    private List<MqttRecord> ofPlayer(String payload) {
        return split("stadiums/s1/matches/m1/players/p7/readings", payload, MessageProperties.NONE);
    }

    private List<MqttRecord> ofFrame(String payload) {
        return split("stadiums/s1/matches/m1/readings", payload, MessageProperties.NONE);
    }

    private List<MqttRecord> split(String topic, String payload, MessageProperties properties) {
        Counted delivery = new Counted();
        List<MqttRecord> records = new ArrayList<>();
        splitter.split(requireNonNull(routes.find(topic)), payload.getBytes(UTF_8), properties, delivery, records);
        for (MqttRecord record : records) {
            assertThat(delivery.done).isFalse();
            record.delivery().recordWritten();
        }
        assertThat(delivery.done).as("complete after its last record").isTrue();
        return records;
    }

    private static List<String> keys(List<MqttRecord> records) {
        return records.stream().map(RunningTask::key).toList();
    }

    private static List<String> values(List<MqttRecord> records) {
        return records.stream().map(RunningTask::value).toList();
    }

    private static List<String> eventIds(List<MqttRecord> records) {
        return records.stream()
                .map(record -> RunningTask.header(record, "event-id"))
                .toList();
    }

    @Test
    void oneReadingIsOneRecordWithKeyPartitionAndHeaders() {
        List<MqttRecord> records = ofPlayer(READING);

        assertThat(values(records)).containsExactly(READING);
        MqttRecord record = records.get(0);
        assertThat(RunningTask.key(record)).isEqualTo("m1/p7");
        assertThat(record.topic()).isEqualTo("sensor-readings");
        assertThat(record.kafkaPartition()).isEqualTo(Topic.partitionOf("m1", 4));
        assertThat(RunningTask.header(record, "event-id")).isEqualTo("m1/t1/1760000000000/4");
        assertThat(RunningTask.header(record, "source")).isEqualTo("mqtt");
        assertThat(RunningTask.header(record, "ingested-at")).isEqualTo("1760000000123456");
        assertThat(RunningTask.header(record, "historic")).isNull();
    }

    @Test
    void aReadingWithoutSensorIdComesFromTheSensorNamedLikeItsPlayer() {
        List<MqttRecord> records = ofPlayer("{\"seq\":-0,\"ts\":1760000000000,\"x\":1,\"y\":2}");

        assertThat(eventIds(records)).containsExactly("m1/p7/1760000000000/0");
    }

    @Test
    void escapedAndForeignLettersAreInTheEventIdAsTheyAre() {
        List<MqttRecord> records =
                ofPlayer("{\"sensor_id\":\"t\\u00e9\",\"seq\":4,\"ts\":1760000000000,\"x\":1,\"y\":2}");

        assertThat(eventIds(records)).containsExactly("m1/té/1760000000000/4");
    }

    @Test
    void everyElementOfAFrameGetsItsPlayersKey() {
        List<MqttRecord> records = ofFrame(" [ " + OF_P9 + " ,\n" + OF_P9.replace("p9", "p10") + "] ");

        assertThat(keys(records)).containsExactly("m1/p9", "m1/p10");
        assertThat(values(records)).containsExactly(OF_P9, OF_P9.replace("p9", "p10"));
        assertThat(eventIds(records)).containsExactly("m1/p9/1760000000001/5", "m1/p10/1760000000001/5");
    }

    @Test
    void anArrayOnAPlayersTopicIsAllThatPlayers() {
        assertThat(keys(ofPlayer("[" + READING + "," + READING + "]"))).containsExactly("m1/p7", "m1/p7");
    }

    @Test
    void aFrameElementWithoutPlayerIsUnreadableAndItsNeighboursAreNot() {
        List<MqttRecord> records = ofFrame("[" + OF_P9 + "," + READING + "," + OF_P9 + "]");

        assertThat(keys(records)).containsExactly("m1/p9", "m1/?", "m1/p9");
        assertThat(eventIds(records)).containsExactly("m1/p9/1760000000001/5", null, "m1/p9/1760000000001/5");
    }

    @Test
    void nobodyIsCalledQuestionMark() {
        assertThat(keys(ofFrame(OF_P9.replace("p9", "?")))).containsExactly("m1/?");
        assertThat(routes.find("stadiums/s1/matches/m1/players/?/readings")).isNull();
    }

    @Test
    void aReadingThatIsRefusedForAValueKeepsItsPlayersKeyButHasNoEventId() {
        List<MqttRecord> records = ofFrame(OF_P9.replace("\"x\":1.5", "\"x\":1e9"));

        assertThat(keys(records)).containsExactly("m1/p9");
        assertThat(eventIds(records)).containsExactly((String) null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", " [ ] ", "nonsense", "{\"seq\":1", "\u0000", "{}}", "["})
    void whatIsNoJsonIsOneUnreadableRecordWithItsBytes(String payload) {
        List<MqttRecord> records = ofPlayer(payload);

        assertThat(keys(records)).containsExactly("m1/?");
        assertThat(values(records)).containsExactly(payload);
        assertThat(eventIds(records)).containsExactly((String) null);
    }

    @Test
    void theUnreadableRestOfAnArrayIsOneRecord() {
        List<MqttRecord> records = ofFrame("[" + OF_P9 + ",{\"player_id\":\"p9\",\"seq\":[1,2}," + OF_P9 + "]");

        assertThat(keys(records)).containsExactly("m1/p9", "m1/?");
        assertThat(values(records).get(1)).isEqualTo("{\"player_id\":\"p9\",\"seq\":[1,2}," + OF_P9 + "]");
    }

    @Test
    void whatFollowsAnArrayIsARecordOfItsOwn() {
        assertThat(values(ofFrame("[" + OF_P9 + "] x"))).containsExactly(OF_P9, "x");
        assertThat(keys(ofFrame("[" + OF_P9 + "] x"))).containsExactly("m1/p9", "m1/?");
    }

    @Test
    void aTrailingCommaCostsNoReading() {
        assertThat(keys(ofFrame("[" + OF_P9 + ",]"))).containsExactly("m1/p9", "m1/?");
    }

    @Test
    void tooManyElementsAreOneRest() {
        String payload = "[1" + ",1".repeat(ArrayElements.ELEMENTS_MAX) + ",2]";

        List<String> values = values(ofFrame(payload));

        assertThat(values).hasSize(ArrayElements.ELEMENTS_MAX + 1);
        assertThat(values.get(ArrayElements.ELEMENTS_MAX)).isEqualTo("1,2]");
    }

    @Test
    void aPayloadThatItsSenderCouldNotReadIsPassedOnUnread() {
        MessageProperties properties = MessageProperties.NONE
                .with("source", "load")
                .with("historic", "true")
                .with("sender-problem", "line 7: 3 columns");

        List<MqttRecord> records = split("stadiums/s1/matches/m1/players/p7/readings", "[" + READING + "]", properties);

        assertThat(values(records)).containsExactly("[" + READING + "]");
        assertThat(keys(records)).containsExactly("m1/?");
        assertThat(RunningTask.header(records.get(0), "sender-problem")).isEqualTo("line 7: 3 columns");
        assertThat(RunningTask.header(records.get(0), "source")).isEqualTo("load");
        assertThat(RunningTask.header(records.get(0), "historic")).isEqualTo("true");
    }

    @Test
    void aSourceOfTheWrongFormIsLeftOut() {
        MessageProperties properties =
                MessageProperties.NONE.with("source", "Röntgen/1").with("other", "x");

        assertThat(properties).isEqualTo(MessageProperties.NONE);
    }

    @Test
    void arraysSplitIntoWhatJacksonSeesInThem() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < 5_000; i++) {
            String array = array(random, 0);

            List<JsonNode> expected = new ArrayList<>();
            mapper.readTree(array).forEach(expected::add);
            List<JsonNode> found = new ArrayList<>();
            ArrayElements elements = new ArrayElements();
            byte[] bytes = array.getBytes(UTF_8);
            assertThat(ArrayElements.isArray(bytes)).isTrue();
            elements.begin(bytes);
            while (elements.next()) {
                assertThat(elements.malformed())
                        .as("-Dseed=%d, %s", seed, array)
                        .isFalse();
                found.add(mapper.readTree(bytes, elements.start(), elements.end() - elements.start()));
            }
            assertThat(found).as("-Dseed=%d, %s", seed, array).isEqualTo(expected);
        }
    }

    @Test
    void noBytesAreLostOrMadeUpWhateverTheyAre() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        String letters = "[]{},:\" \\\n1a";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("[");
            int length = random.nextInt(30);
            for (int k = 0; k < length; k++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }

            // Elements are in order and apart from each other, and between them is nothing but commas, brackets, space.
            ArrayElements elements = new ArrayElements();
            byte[] bytes = text.toString().getBytes(UTF_8);
            elements.begin(bytes);
            int from = 1;
            while (elements.next()) {
                assertThat(text.substring(from, elements.start()))
                        .as("-Dseed=%d, %s", seed, text)
                        .matches("[,\\]\\s]*");
                from = elements.end();
            }
            assertThat(text.substring(from)).as("-Dseed=%d, %s", seed, text).matches("[,\\]\\s]*");
        }
    }

    private static String array(Random random, int depth) {
        StringBuilder text = new StringBuilder(space(random)).append('[').append(space(random));
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(space(random))
                    .append(value(random, depth + 1))
                    .append(space(random));
        }
        return text.append(']').append(space(random)).toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 6 ? 4 : 6)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> random.nextBoolean() ? "null" : "-1.5e-7";
            case 2 -> {
                List<String> texts = List.of("]", "},", "\\\"", "\\\\", "[{", "\\u0041", "é", "");
                yield "\"" + texts.get(random.nextInt(texts.size())) + "\"";
            }
            case 3 -> "true";
            case 4 -> array(random, depth);
            default -> "{\"a]\":" + value(random, depth + 1) + ",\"{\" : " + value(random, depth + 1) + "}";
        };
    }

    private static String space(Random random) {
        return List.of("", "", " ", "\n\t").get(random.nextInt(4));
    }
}
