package io.pitchside.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterTest {
    @Test
    void payloadIsCutAtItsLimit() {
        DeadLetter letter = letter(new byte[DeadLetter.PAYLOAD_BYTES_MAX + 1]);

        assertThat(letter.payload()).hasSize(DeadLetter.PAYLOAD_BYTES_MAX);
    }

    @Test
    void bytesThatAreNoTextComeBackFromItsJson() throws IOException {
        byte[] payload = {(byte) 0xff, 0, '{', (byte) 0xc3};

        DeadLetter read = EventJson.read(EventJson.bytes(letter(payload)), DeadLetter.class);

        assertThat(read.payload()).isEqualTo(payload);
    }

    @Test
    void eventIdIsThePlaceInTheLog() {
        assertThat(letter(new byte[0]).eventId()).isEqualTo("sensor-readings/1/42");
    }

    @ParameterizedTest
    @EnumSource(ReadingProblem.class)
    void codeOfAReasonIsLowerCaseWithDashes(ReadingProblem problem) {
        assertThat(problem.code()).matches("[a-z]+(-[a-z]+)*");
    }

    private static DeadLetter letter(byte[] payload) {
        return new DeadLetter(
                "tracking", "mqtt", "invalid-json", "broken", "sensor-readings", 1, 42, 3, "m1/7", payload, 5);
    }
}
