package io.pitchside.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.pitchside.model.access.MedicalFields;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.metrics.MetricCard.Threshold;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.model.tracking.TrackingRules;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricCardsTest {
    private final List<MetricCard> cards = MetricCards.of(TrackingRules.DEFAULT);

    @Test
    void everyMetricHasOneCompleteCard() {
        assertThat(cards.stream().map(MetricCard::id))
                .doesNotHaveDuplicates()
                .contains(
                        "distance_m",
                        "hsr_m",
                        "sprint_m",
                        "sprints",
                        "speed_max_mps",
                        "accelerations",
                        "decelerations",
                        "hmld_m",
                        "high_power_m",
                        "energy_kj_kg",
                        "equivalent_m",
                        "load",
                        "hr",
                        "hr_zones",
                        "trimp_edwards",
                        "trimp_banister",
                        "windows",
                        "team_shape",
                        "possession",
                        "heat_map",
                        "ewma_load",
                        "missing");
        assertThat(cards).allSatisfy(card -> {
            assertThat(card.definition()).isNotBlank();
            assertThat(card.formula()).isNotBlank();
            assertThat(card.filter()).isNotBlank();
            assertThat(card.source()).isNotBlank();
            assertThat(card.quality()).isNotBlank();
            assertThat(card.version()).isEqualTo("tracking-2.fifa");
        });
    }

    @Test
    void aCardIsMedicalWhereItsFieldIs() {
        Set<String> medical = MedicalFields.of(PlayerTotals.class);
        List<String> fields = Arrays.stream(PlayerTotals.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(SnakeCaseStrategy.INSTANCE::translate)
                .toList();

        assertThat(cards)
                .filteredOn(card -> fields.contains(card.id()))
                .allSatisfy(card -> assertThat(card.medical()).as(card.id()).isEqualTo(medical.contains(card.id())));
    }

    @Test
    void thresholdsAreThoseOfTheRules() {
        List<MetricCard> hsr = MetricCards.of(TrackingRules.DEFAULT.withZones(TrackingRules.ZONES_HSR));

        assertThat(card(cards, "hsr_m").thresholds()).containsExactly(new Threshold("from", 20, "km/h"));
        assertThat(card(hsr, "hsr_m").thresholds()).containsExactly(new Threshold("from", 19.8, "km/h"));
        assertThat(card(hsr, "sprint_m").thresholds()).containsExactly(new Threshold("from", 25.2, "km/h"));
        assertThat(card(hsr, "hsr_m").version()).isEqualTo("tracking-2.hsr");
        assertThat(card(cards, "sprints").thresholds())
                .containsExactly(
                        new Threshold("enter", 7, "m/s"),
                        new Threshold("leave", 5.5, "m/s"),
                        new Threshold("minimum", 0.5, "s"));
    }

    @Test
    void theRulesOfAnEarlierVersionComeBackFromTheirJson() throws IOException {
        TrackingRules own = TrackingRules.DEFAULT.withZones(List.of(6.0, 12.5, 18.0, 24.0));

        TrackingRules read = EventJson.read(EventJson.bytes(own), TrackingRules.class);

        assertThat(read).isEqualTo(own);
        assertThat(read.definitionVersion()).isEqualTo(own.definitionVersion());
        assertThat(MetricCards.of(read)).isEqualTo(MetricCards.of(own));
    }

    private static MetricCard card(List<MetricCard> cards, String id) {
        return cards.stream().filter(card -> card.id().equals(id)).findFirst().orElseThrow();
    }
}
