package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.ReadingScanner;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReadingWriterTest {
    private final ReadingWriter writer = new ReadingWriter("bench", "m1", 1, 20);

    @Test
    void platformsOwnScannerReadsWhatIsWritten() {
        ByteSink out = new ByteSink(ReadingWriter.READING_BYTES_MAX);
        writer.reading(out, 3, 41, 1_800_000_000_123L);

        ReadingScanner scanner = new ReadingScanner();

        assertThat(scanner.scan(out.array(), 0, out.size())).isTrue();
        assertThat(scanner.playerId()).isEqualTo("p04");
        assertThat(scanner.seq()).isEqualTo(41);
        assertThat(scanner.ts()).isEqualTo(1_800_000_000_123L);
        assertThat(scanner.hasHr()).isTrue();
        assertThat(out.size()).isBetween(140, 200);
    }

    @Test
    void frameIsAnArrayOfAllTags() throws IOException {
        ByteSink out = new ByteSink(Tags.COUNT * ReadingWriter.READING_BYTES_MAX);
        writer.frame(out, 0, 1_800_000_000_000L);

        JsonNode frame = EventJson.reader().readTree(out.array(), 0, out.size());

        assertThat(frame).hasSize(Tags.COUNT);
        assertThat(frame.get(Tags.BALL).get("player_id").asText()).isEqualTo("ball");
        assertThat(frame.get(Tags.BALL).has("hr")).isFalse();
    }

    @Test
    void playersMoveAsPlayersDo() throws IOException {
        ByteSink out = new ByteSink(ReadingWriter.READING_BYTES_MAX);
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        double wayM = 0;

        for (int seq = 0; seq < 20 * 60; seq++) {
            out.truncate(0);
            writer.reading(out, 0, seq, seq * 50L);
            JsonNode reading = EventJson.reader().readTree(out.array(), 0, out.size());
            double x = reading.get("x").asDouble();
            double y = reading.get("y").asDouble();
            assertThat(x).isBetween(0.0, 105.0);
            assertThat(y).isBetween(0.0, 68.0);
            if (seq > 0) {
                double strideM = Math.hypot(x - lastX, y - lastY);
                assertThat(strideM).isLessThan(8.5 / 20 + 0.02);
                wayM += strideM;
            }
            lastX = x;
            lastY = y;
        }

        assertThat(wayM).isBetween(40.0, 500.0);
    }

    @Test
    void numbersAreWrittenAsDecimals() {
        ByteSink out = new ByteSink(100);
        out.digits(0);
        out.put(' ');
        out.digits(-120);
        out.put(' ');
        out.hundredths(-0.005);
        out.put(' ');
        out.hundredths(12.3);

        assertThat(new String(out.array(), 0, out.size(), UTF_8)).isEqualTo("0 -120 0.00 12.30");
    }
}
