package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static final String STREAM = """
            : a comment

            id: sensor-readings/0:12
            event: positions
            data: [["p01",1,2,3,4]]

            data:bare

            event: setup

            id: sensor-readings/0:13
            data: {"a": 1}
            event: totals

            """;

    private final List<String> events = new ArrayList<>();
    private final EventReader reader = new EventReader(this::keep);
    /** The reader whose event is being kept. */
    private EventReader current = reader;

    @Test
    void eventsComeOutWhole() throws IOException {
        write(STREAM.getBytes(UTF_8), STREAM.length());

        assertThat(events).containsExactly("positions=[[\"p01\",1,2,3,4]]", "=bare", "totals={\"a\": 1}");
        assertThat(reader.lastId()).isEqualTo("sensor-readings/0:13");
    }

    @Test
    void piecesOfAnySizeGiveTheSameEvents() throws IOException {
        for (int size = 1; size < STREAM.length(); size++) {
            EventReader other = new EventReader(this::keep);
            events.clear();
            read(other, STREAM.getBytes(UTF_8), size);
            assertThat(events).as("pieces of %d bytes", size).hasSize(3);
        }
    }

    @Test
    void linesMayEndWithCarriageReturns() throws IOException {
        byte[] stream = STREAM.replace("\n", "\r\n").getBytes(UTF_8);
        write(stream, 7);

        assertThat(events).hasSize(3).first().isEqualTo("positions=[[\"p01\",1,2,3,4]]");
    }

    @Test
    void largeEventMakesTheBufferGrow() throws IOException {
        String large = "x".repeat(300_000);
        write(("data: " + large + "\n\n").getBytes(UTF_8), 50_000);

        assertThat(events).containsExactly("=" + large);
    }

    @Test
    void secondLineOfDataIsRefused() {
        byte[] stream = "data: [1,\ndata: 2]\n\n".getBytes(UTF_8);

        assertThatThrownBy(() -> write(stream, stream.length)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void restartForgetsHalfAnEventAndKeepsTheId() throws IOException {
        write("id: 7\ndata: whole\n\nid: 8\ndata: ha".getBytes(UTF_8), 100);
        reader.restart();
        write("data: next\n\n".getBytes(UTF_8), 100);

        assertThat(events).containsExactly("=whole", "=next");
        assertThat(reader.lastId()).isEqualTo("7");
    }

    private void write(byte[] stream, int size) throws IOException {
        read(reader, stream, size);
    }

    private void read(EventReader into, byte[] stream, int size) throws IOException {
        current = into;
        int at = 0;
        while (at < stream.length) {
            int from = into.writeFrom();
            int count = Math.min(Math.min(size, stream.length - at), into.bytes().length - from);
            System.arraycopy(stream, at, into.bytes(), from, count);
            into.written(count);
            at += count;
        }
    }

    private void keep(int nameFrom, int nameTo, int dataFrom, int dataTo) {
        byte[] bytes = current.bytes();
        events.add(new String(bytes, nameFrom, nameTo - nameFrom, UTF_8) + "="
                + new String(bytes, dataFrom, dataTo - dataFrom, UTF_8));
    }
}
