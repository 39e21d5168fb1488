package io.pitchside.connectors.timeseries;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.ReadingScanner;
import io.pitchside.model.tracking.ReadingScanner.Slice;
import io.pitchside.stores.timeseries.LineProtocol;
import io.pitchside.stores.timeseries.TimeSeriesColumn;
import io.pitchside.stores.timeseries.TimeSeriesTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The hot rows: {@link io.pitchside.model.tracking.AcceptedReading}. Numbers are copied as the device wrote them.
 *
 * <p>The job writes position and lateness last and in a fixed order, so they are read from the end, without a second
 * pass; a value that ends differently is read the slow way.
 */
final class ReadingRows implements EventRows {
    private static final byte[] PARTITION = ascii("\"partition\":");
    private static final byte[] OFFSET = ascii(",\"offset\":");
    private static final byte[] LATENESS = ascii(",\"lateness_ms\":");
    private static final byte[] LATE = ascii(",\"late\":");
    private static final byte[] WARM_UP_PREFIX = ascii(MatchSetup.WARM_UP_PREFIX);

    /** The four fields at the end are no longer than this, numbers of 19 digits included. */
    private static final int TAIL_BYTES_MAX = 120;

    private final TimeSeriesColumn matchId = column("match_id");
    private final TimeSeriesColumn playerId = column("player_id");
    private final TimeSeriesColumn sensorId = column("sensor_id");
    private final TimeSeriesColumn stadiumId = column("stadium_id");
    private final TimeSeriesColumn seq = column("seq");
    private final TimeSeriesColumn hr = column("hr");
    private final TimeSeriesColumn partitionColumn = column("kafka_partition");
    private final TimeSeriesColumn offsetColumn = column("kafka_offset");
    private final TimeSeriesColumn latenessColumn = column("lateness_ms");
    private final TimeSeriesColumn lateColumn = column("late");
    private final Slice[] decimals = {
        Slice.X_M,
        Slice.Y_M,
        Slice.Z_M,
        Slice.SPEED_MPS,
        Slice.LATITUDE,
        Slice.LONGITUDE,
        Slice.AX_G,
        Slice.AY_G,
        Slice.AZ_G,
        Slice.BATTERY_SHARE
    };
    private final TimeSeriesColumn[] decimalColumns =
            Arrays.stream(decimals).map(slice -> column(slice.jsonName())).toArray(TimeSeriesColumn[]::new);

    private final ReadingScanner scanner = new ReadingScanner();
    private long partition;
    private long offset;
    private long latenessMs;
    private boolean late;
    private int at;

    @Override
    public void append(byte[] value, LineProtocol body) {
        if (!scanner.scan(value, 0, value.length)) {
            throw new UnreadableEventException("not an accepted reading: " + scanner.message());
        }
        if (!(scanner.hasMatchId() && scanner.hasPlayerId() && scanner.hasSensorId())) {
            throw new UnreadableEventException(
                    "not an accepted reading: match_id, player_id and sensor_id must be there");
        }
        if (!tail(value)) {
            slowTail(value);
        }
        byte[] text = scanner.buffer();
        body.startRow(TimeSeriesTable.READINGS, isWarmUp(text));
        symbol(body, matchId, Slice.MATCH_ID, text);
        symbol(body, playerId, Slice.PLAYER_ID, text);
        symbol(body, sensorId, Slice.SENSOR_ID, text);
        if (scanner.has(Slice.STADIUM_ID)) {
            symbol(body, stadiumId, Slice.STADIUM_ID, text);
        }
        body.integer(seq, scanner.seq());
        for (int i = 0; i < decimals.length; i++) {
            Slice slice = decimals[i];
            if (scanner.has(slice)) {
                body.number(decimalColumns[i], text, scanner.start(slice), scanner.end(slice));
            }
        }
        if (scanner.hasHr()) {
            body.integer(hr, scanner.hr());
        }
        body.integer(partitionColumn, partition);
        body.integer(offsetColumn, offset);
        body.integer(latenessColumn, latenessMs);
        body.flag(lateColumn, late);
        body.endRow(scanner.ts(), TimeUnit.MILLISECONDS);
    }

    private boolean isWarmUp(byte[] text) {
        int from = scanner.start(Slice.MATCH_ID);
        int to = Math.min(from + WARM_UP_PREFIX.length, scanner.end(Slice.MATCH_ID));
        return Arrays.equals(text, from, to, WARM_UP_PREFIX, 0, WARM_UP_PREFIX.length);
    }

    private void symbol(LineProtocol body, TimeSeriesColumn column, Slice slice, byte[] text) {
        body.symbol(column, text, scanner.start(slice), scanner.end(slice));
    }

    /** Reads the four fields at the end where they stand as the job writes them; false where they do not. */
    private boolean tail(byte[] value) {
        int first = Math.max(0, value.length - TAIL_BYTES_MAX);
        at = value.length - PARTITION.length;
        while (at >= first && !startsWith(value, at, PARTITION)) {
            at--;
        }
        if (at < first) {
            return false;
        }
        // The scan before proved the whole to be JSON, so what matches to the very end is the object's own end.
        partition = numberAfter(value, PARTITION);
        offset = numberAfter(value, OFFSET);
        latenessMs = numberAfter(value, LATENESS);
        if (partition < 0 || offset < 0 || latenessMs < 0 || !startsWith(value, at, LATE)) {
            return false;
        }
        int flag = at + LATE.length;
        late = flag < value.length && value[flag] == 't';
        return flag + (late ? "true}" : "false}").length() == value.length;
    }

    /** The number behind {@code name} at {@link #at}, which moves behind it; -1 where there is none. */
    private long numberAfter(byte[] value, byte[] name) {
        if (!startsWith(value, at, name)) {
            return -1;
        }
        int i = at + name.length;
        int from = i;
        long number = 0;
        while (i < value.length && value[i] >= '0' && value[i] <= '9') {
            number = number * 10 + (value[i++] - '0');
        }
        at = i;
        return i == from || i - from > 18 ? -1 : number;
    }

    private static boolean startsWith(byte[] value, int from, byte[] prefix) {
        int to = from + prefix.length;
        return to <= value.length && Arrays.equals(value, from, to, prefix, 0, prefix.length);
    }

    private void slowTail(byte[] value) {
        JsonNode event;
        try {
            event = EventJson.reader().readTree(value);
        } catch (IOException e) {
            throw new UnreadableEventException("not an accepted reading: not JSON", e);
        }
        partition = whole(event, "partition");
        offset = whole(event, "offset");
        latenessMs = whole(event, "lateness_ms");
        JsonNode flag = event.path("late");
        if (!flag.isBoolean()) {
            throw new UnreadableEventException("not an accepted reading: late must be true or false");
        }
        late = flag.booleanValue();
    }

    private static long whole(JsonNode event, String field) {
        JsonNode number = event.path(field);
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw new UnreadableEventException("not an accepted reading: " + field + " must be a whole number");
        }
        return number.longValue();
    }

    private static TimeSeriesColumn column(String name) {
        return TimeSeriesTable.READINGS.column(name);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
