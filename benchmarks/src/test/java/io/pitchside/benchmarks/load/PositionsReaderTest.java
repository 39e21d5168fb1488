package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsReaderTest {
    private final List<String> positions = new ArrayList<>();
    private final PositionsReader reader =
            new PositionsReader((tag, ts, seq) -> positions.add(tag + " " + ts + " " + seq));

    @Test
    void readsEachPosition() throws ProtocolException {
        read("[[\"p01\",1800000000000,-1.5,68,0],[\"ball\",1800000000050,52.25,3e1,77],[\"who\",1,0,0,2]]");

        assertThat(positions).containsExactly("0 1800000000000 0", "24 1800000000050 77", "-1 1 2");
    }

    @Test
    void emptyArrayHasNone() throws ProtocolException {
        read("[]");

        assertThat(positions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{}",
                "[[\"p01\",1,2,3]]",
                "[[\"p01\",1,2,3,4]",
                "[[\"p01\",x,2,3,4]]",
                "[[\"p01\",1,2,3,4,5]]",
                "[[p01,1,2,3,4]]",
                "[[\"p01"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("positions: ");
    }

    private void read(String json) throws ProtocolException {
        byte[] bytes = ("data: " + json + "\n").getBytes(UTF_8);
        reader.read(bytes, 6, bytes.length - 1);
    }
}
