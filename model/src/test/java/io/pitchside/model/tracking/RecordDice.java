package io.pitchside.model.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Throws sensor records: mostly sound ones in all the forms JSON allows, some with a field that is wrong, and any of them
 * broken at the level of bytes. The same seed throws the same records.
 */
final class RecordDice {
    private static final List<String> NUMBERS = List.of("x", "y", "z", "speed", "hr", "lat", "lon", "battery");
    private static final List<String> TEXTS = List.of("stadium_id", "match_id", "player_id", "sensor_id");
    private static final String[] ODD_VALUES = {
        "null",
        "true",
        "[]",
        "{}",
        "\"\"",
        "\"7\"",
        "NaN",
        "-",
        "01",
        "1.",
        ".5",
        "1e5",
        "1E-7",
        "-0",
        "-0.0",
        "1e999",
        "123456789012345678901234567890",
        "0.1234567890123456789",
        "-9223372036854775809",
        "1.0",
        "2e3",
        "1.5",
        "1e400",
        "\"\\ud800\"",
        "\"a/b\"",
        "\"é\"",
        "\"\\u0041\"",
        "\"\\u0000\"",
        "[1,{\"x\":2}]",
        "1e-320"
    };

    private final Random random;

    RecordDice(long seed) {
        random = new Random(seed);
    }

    /** The next record. */
    byte[] next() {
        byte[] record = record().getBytes(StandardCharsets.UTF_8);
        return random.nextInt(3) == 0 ? broken(record) : record;
    }

    private String record() {
        List<String> fields = new ArrayList<>();
        fields.add(field("seq", Long.toString(random.nextInt(1_000_000))));
        fields.add(field("ts", Long.toString(1_700_000_000_000L + random.nextInt())));
        fields.add(field("x", number()));
        fields.add(field("y", number()));
        for (String name : TEXTS) {
            if (random.nextInt(3) != 0) {
                fields.add(field(name, text()));
            }
        }
        for (String name : NUMBERS.subList(2, NUMBERS.size())) {
            if (random.nextInt(3) == 0) {
                fields.add(field(name, name.equals("hr") ? Integer.toString(random.nextInt(320)) : number()));
            }
        }
        while (random.nextInt(4) == 0) {
            fields.add(field("unknown" + random.nextInt(5), any()));
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(fields, random);
        }
        if (random.nextInt(10) == 0) {
            fields.remove(random.nextInt(fields.size()));
        }
        if (random.nextInt(20) == 0) {
            fields.add(fields.get(random.nextInt(fields.size())));
        }
        String comma = "," + space();
        return space() + "{" + space() + String.join(comma, fields) + space() + "}" + space();
    }

    private String field(String name, String value) {
        String written = random.nextInt(40) == 0 ? escaped(name) : name;
        return "\"" + written + "\"" + space() + ":" + space() + (random.nextInt(25) == 0 ? any() : value);
    }

    private static String escaped(String name) {
        return "\\u%04x%s".formatted((int) name.charAt(0), name.substring(1));
    }

    private String number() {
        return switch (random.nextInt(8)) {
            case 0 -> Integer.toString(random.nextInt(240_000) - 120_000);
            case 1 -> Double.toString(random.nextGaussian() * 50);
            case 2 ->
                Double.toString(Double.longBitsToDouble(random.nextLong())).replace("Infinity", "1");
            case 3 -> "-" + random.nextInt(3) + "." + random.nextInt(1_000_000);
            case 4 -> digits(1 + random.nextInt(3)) + "." + digits(1 + random.nextInt(24));
            default -> "%d.%02d".formatted(random.nextInt(105), random.nextInt(100));
        };
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String text() {
        return switch (random.nextInt(12)) {
            case 0 -> "\"Müller-" + random.nextInt(9) + "\"";
            case 1 -> "\"" + "a".repeat(random.nextInt(70)) + "\"";
            case 2 -> "\"tab\\t" + random.nextInt(9) + "\"";
            case 3 -> "\"球員" + random.nextInt(9) + "\\uD83D\\uDE00\"";
            default -> "\"tag-" + random.nextInt(30) + "\"";
        };
    }

    private String any() {
        return switch (random.nextInt(6)) {
            case 0 -> "[".repeat(random.nextInt(80)) + "]".repeat(random.nextInt(80));
            case 1 -> digits(random.nextInt(130));
            case 2 -> "\"" + "long ".repeat(random.nextInt(400)) + "\"";
            default -> ODD_VALUES[random.nextInt(ODD_VALUES.length)];
        };
    }

    private String space() {
        return random.nextInt(12) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
    }

    private byte[] broken(byte[] record) {
        int at = random.nextInt(record.length);
        int end = Math.min(record.length, at + 1 + random.nextInt(6));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(record, at);
            case 1 -> joined(Arrays.copyOf(record, at), Arrays.copyOfRange(record, end, record.length));
            case 2 -> joined(Arrays.copyOf(record, end), Arrays.copyOfRange(record, at, record.length));
            case 3 -> joined(record, new byte[] {(byte) random.nextInt()});
            case 4 ->
                joined(
                        Arrays.copyOf(record, at),
                        new byte[] {(byte) "{}[]\",:0-e\\n".charAt(random.nextInt(12))},
                        Arrays.copyOfRange(record, at, record.length));
            default -> {
                byte[] flipped = record.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
