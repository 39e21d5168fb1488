package io.pitchside.model.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pitchside.model.event.ReadingProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, read the slow and obvious way with Jackson: the oracle of {@link ReadingScannerTest}.
 *
 * @param problem why it is no reading, or null
 * @param texts the ids that it names
 * @param numbers the other known fields
 */
record PlainReading(@Nullable ReadingProblem problem, Map<String, String> texts, Map<String, Double> numbers) {
    private static final List<String> TEXTS = List.of("stadium_id", "match_id", "player_id", "sensor_id");
    private static final List<String> NUMBERS =
            List.of("seq", "ts", "x", "y", "z", "speed", "hr", "lat", "lon", "battery");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .build())
            .build();

    static PlainReading of(byte[] record) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return refused(ReadingProblem.INVALID_JSON);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                @Nullable ReadingProblem problem = problemOf(name, token, parser, named);
                if (problem != null) {
                    return refused(problem);
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return refused(ReadingProblem.INVALID_JSON);
            }
        } catch (IOException e) {
            return refused(ReadingProblem.INVALID_JSON);
        }
        return judged(named);
    }

    private static PlainReading refused(ReadingProblem problem) {
        return new PlainReading(problem, Map.of(), Map.of());
    }

    /** Problems are told in the order in which they stand in the record. */
    private static @Nullable ReadingProblem problemOf(
            String name, JsonToken token, JsonParser parser, Map<String, @Nullable Object> named) throws IOException {
        boolean text = TEXTS.contains(name);
        if (!text && !NUMBERS.contains(name)) {
            return null;
        }
        if (named.containsKey(name)) {
            return ReadingProblem.DUPLICATE_FIELD;
        }
        named.put(name, null);
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (text ? token != JsonToken.VALUE_STRING : !token.isNumeric()) {
            return ReadingProblem.WRONG_TYPE;
        }
        if (text) {
            named.put(name, parser.getText());
            return survivesUtf8(parser.getText()) ? null : ReadingProblem.OUT_OF_RANGE;
        }
        double number = Double.parseDouble(parser.getText());
        boolean whole = name.equals("seq") || name.equals("ts");
        if (whole && (number != Math.floor(number) || Math.abs(number) > 9e15)) {
            return ReadingProblem.WRONG_TYPE;
        }
        // JSON's whole numbers have no minus zero (adding 0 removes it), its broken ones do.
        boolean zeroHasNoSign = whole || token == JsonToken.VALUE_NUMBER_INT;
        named.put(name, zeroHasNoSign ? number + 0.0 : number);
        return null;
    }

    private static boolean survivesUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    private static PlainReading judged(Map<String, @Nullable Object> named) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Double> numbers = new LinkedHashMap<>();
        named.forEach((name, value) -> {
            if (value != null && TEXTS.contains(name)) {
                texts.put(name, (String) value);
            } else if (value != null) {
                numbers.put(name, (Double) value);
            }
        });
        for (String required : List.of("seq", "ts", "x", "y")) {
            if (!numbers.containsKey(required)) {
                return refused(ReadingProblem.MISSING_FIELD);
            }
        }
        boolean sound = numbers.get("seq") >= 0
                && numbers.get("ts") > 0
                && numbers.get("ts") < 7_258_118_400_000L
                && Math.abs(numbers.get("x")) <= 100_000
                && Math.abs(numbers.get("y")) <= 100_000
                && numbers.getOrDefault("hr", 0.0) >= 0
                && numbers.getOrDefault("hr", 0.0) <= 300
                && numbers.values().stream().allMatch(Double::isFinite)
                && texts.values().stream().allMatch(PlainReading::isId);
        if (!sound) {
            return refused(ReadingProblem.OUT_OF_RANGE);
        }
        numbers.computeIfPresent("hr", (name, written) -> Math.rint(written) + 0.0);
        return new PlainReading(null, texts, numbers);
    }

    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= 64
                && text.chars().noneMatch(c -> c < ' ' || c == 127 || "/+#\"\\".indexOf(c) >= 0);
    }
}
