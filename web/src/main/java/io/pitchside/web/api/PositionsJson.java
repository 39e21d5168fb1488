package io.pitchside.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pitchside.web.MatchHistory;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Collects positions per player and writes them as {@code {"p7":[[ts,x,y],…]}}, to the centimetre. Not thread-safe. */
final class PositionsJson implements MatchHistory.Positions {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int VALUES = 3;

    private final long hz;
    private final boolean thin;
    private final int readingsMax;
    private final Map<String, Path> paths = new TreeMap<>();
    private int readings;

    /** @param thin whether of each player and {@code 1/hz} seconds only the first position is kept */
    PositionsJson(long hz, boolean thin, int readingsMax) {
        this.hz = hz;
        this.thin = thin;
        this.readingsMax = readingsMax;
    }

    private static final class Path {
        double[] values = new double[256 * VALUES];
        int length;
        long lastSlot = -1;
    }

    @Override
    public void position(String playerId, long ts, double x, double y) {
        if (++readings > readingsMax) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "from … to holds more than " + readingsMax + " readings; ask for a shorter stretch");
        }
        Path path = paths.computeIfAbsent(playerId, id -> new Path());
        long slot = Math.floorDiv(ts * hz, 1_000L);
        if (thin && slot == path.lastSlot) {
            return;
        }
        path.lastSlot = slot;
        if (path.length == path.values.length) {
            path.values = Arrays.copyOf(path.values, 2 * path.length);
        }
        path.values[path.length++] = ts;
        path.values[path.length++] = Math.rint(x * 100) / 100;
        path.values[path.length++] = Math.rint(y * 100) / 100;
    }

    byte[] bytes(long from, long to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("from", from);
            json.writeNumberField("to", to);
            json.writeObjectFieldStart("players");
            for (Map.Entry<String, Path> path : paths.entrySet()) {
                json.writeArrayFieldStart(path.getKey());
                write(path.getValue(), json);
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are writable", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Path path, JsonGenerator json) throws IOException {
        for (int i = 0; i < path.length; i += VALUES) {
            json.writeStartArray();
            json.writeNumber((long) path.values[i]);
            json.writeNumber(path.values[i + 1]);
            json.writeNumber(path.values[i + 2]);
            json.writeEndArray();
        }
    }
}
