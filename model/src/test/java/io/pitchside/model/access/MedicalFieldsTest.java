package io.pitchside.model.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SensorReading;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MedicalFieldsTest {
    @Test
    void fieldsAreNamedAsInJsonAndInColumns() {
        assertThat(MedicalFields.of(PlayerSecond.class, MatchSetup.Player.class))
                .containsExactlyInAnyOrder(
                        "hr",
                        "hr_max",
                        "hr_rest",
                        "hr_zone1_ms",
                        "hr_zone2_ms",
                        "hr_zone3_ms",
                        "hr_zone4_ms",
                        "hr_zone5_ms",
                        "trimp_micro");
    }

    @Test
    void recordWithoutHealthDataHasNone() {
        assertThat(MedicalFields.of(MatchSetup.Team.class)).isEmpty();
    }

    /** A heart rate that somebody adds without the mark would be shown to everybody. */
    @Test
    void everyFieldThatNamesAHeartRateIsMarked() {
        Stream<RecordComponent> heartRates = Stream.of(
                        SensorReading.class, AcceptedReading.class, PlayerSecond.class, MatchSetup.Player.class)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(component -> component.getName().matches("hr|hr[A-Z].*"));

        assertThat(heartRates).isNotEmpty().allMatch(component -> component.isAnnotationPresent(Medical.class));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void roleIsFoundByItsCode(Role role) {
        assertThat(Role.ofCode(role.code())).contains(role);
    }

    @Test
    void onlyMedicalStaffAndAdminsReadHealthData() {
        assertThat(Role.values()).filteredOn(Role::mayReadMedical).containsExactly(Role.MEDICAL, Role.ADMIN);
    }

    @Test
    void unknownRoleIsNoRole() {
        assertThat(Role.ofCode("COACH")).isEmpty();
    }
}
