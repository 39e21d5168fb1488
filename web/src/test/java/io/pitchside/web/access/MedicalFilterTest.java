package io.pitchside.web.access;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.SensorReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedicalFilterTest {
    private static final SensorReading READING = new SensorReading(
            null, "m", "p", "s", 1, 1_000, 1.5, 2.5, null, null, 171, null, null, null, null, null, null);

    @Test
    void theNamesComeFromTheRecords() {
        assertThat(MedicalFilter.NAMES)
                .containsExactlyInAnyOrder(
                        "hr",
                        "hr_max",
                        "hr_mean",
                        "hr_rest",
                        "hr_zone1_ms",
                        "hr_zone2_ms",
                        "hr_zone3_ms",
                        "hr_zone4_ms",
                        "hr_zone5_ms",
                        "hr_zone1_s",
                        "hr_zone2_s",
                        "hr_zone3_s",
                        "hr_zone4_s",
                        "hr_zone5_s",
                        "trimp_edwards",
                        "trimp_banister",
                        "trimp_micro");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void heartRatesAreThereForRolesThatMaySeeThemOnly(Role role) {
        String json = new String(MedicalFilter.bytes(READING, role), UTF_8);

        assertThat(json.contains("\"hr\":171")).isEqualTo(role.mayReadMedical());
        assertThat(json).contains("\"player_id\":\"p\"");
    }

    @Test
    void itReachesEveryDepth() throws IOException {
        MatchSetup.Player player =
                new MatchSetup.Player("p", MatchSetup.Side.HOME, "Pat", 7, null, null, List.of(), 190, 50);

        JsonNode seen = EventJson.reader()
                .readTree(MedicalFilter.bytes(Map.of("a", List.of(Map.of("b", player), Map.of("hr", 1))), Role.COACH));

        assertThat(seen.toString()).doesNotContain("hr").contains("Pat");
    }

    @Test
    void whatIsFilteredIsACopy() throws IOException {
        JsonNode tree = EventJson.reader().readTree("{\"hr\":171,\"x\":1}");

        MedicalFilter.visible(tree, false);

        assertThat(tree.has("hr")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":1,\"hr\":171,\"y\":2}",
                "{\"hr\" : 171",
                "{'HR': 171, x",
                "hr=171",
                "{\"hr_max\":171}",
                "{\"hr\":\"171\"",
            })
    void brokenPayloadsAreMaskedBehindMedicalNames(String payload) {
        byte[] masked = MedicalFilter.payload(payload.getBytes(UTF_8), Role.OPERATOR);

        assertThat(masked).isNotNull();
        assertThat(new String(masked, UTF_8)).doesNotContain("171").contains("***");
    }

    @Test
    void theRestOfABrokenPayloadStaysReadable() {
        byte[] masked = MedicalFilter.payload("{\"seq\":12,\"hr\":171,\"x\":31.2,".getBytes(UTF_8), Role.OPERATOR);

        assertThat(masked).asString(UTF_8).isEqualTo("{\"seq\":12,\"hr\":***,\"x\":31.2,");
    }

    @Test
    void payloadsThatCouldHideANameAreWithheld() {
        assertThat(MedicalFilter.payload("{\"\\u0068r\":171}".getBytes(UTF_8), Role.OPERATOR))
                .isNull();
        assertThat(MedicalFilter.payload("{\"hr\":171}".getBytes(UTF_16), Role.OPERATOR))
                .isNull();
        assertThat(MedicalFilter.payload("{\"\\u0068r\":171}".getBytes(UTF_8), Role.ADMIN))
                .isNotNull();
    }
}
