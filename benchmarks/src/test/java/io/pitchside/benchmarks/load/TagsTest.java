package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.tracking.MatchSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    @Test
    void everyTagIsFoundByItsId() {
        for (int tag = 0; tag < Tags.COUNT; tag++) {
            assertThat(found(Tags.id(tag))).isEqualTo(tag);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p", "p00", "p25", "p99", "p1:", "balls", "x01", "p011"})
    void otherIdsAreNoTags(String id) {
        assertThat(found(id)).isEqualTo(-1);
    }

    @Test
    void setupNamesEveryTagOnce() {
        MatchSetup setup = Tags.setup("bench", "m1");

        assertThat(setup.players()).hasSize(Tags.COUNT);
        assertThat(setup.players().get(Tags.BALL).playerId()).isEqualTo(MatchSetup.BALL);
    }

    private static int found(String id) {
        byte[] bytes = ("\"" + id + "\"").getBytes(UTF_8);
        return Tags.ofId(bytes, 1, bytes.length - 1);
    }
}
