package io.pitchside.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.pitchside.app.config.Configuration;
import io.pitchside.app.doctor.Check.State;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final long NOW = 1_800_000_000_000L;

    @Test
    void clocksThatAgreeAreFine() {
        assertThat(ClockCheck.judged(NOW - 5, NOW - 9, 5_000, NOW).state()).isEqualTo(State.OK);
    }

    @Test
    void aBrokerWhoseClockIsAheadIsAProblem() {
        Check check = ClockCheck.judged(NOW + 90_000, NOW - 9, 5_000, NOW);

        assertThat(check.state()).isEqualTo(State.PROBLEM);
        assertThat(check.detail()).contains("90000 ms ahead");
        assertThat(check.fix()).contains("NTP");
    }

    @Test
    void aBrokerWhoseClockIsBehindIsAProblem() {
        assertThat(ClockCheck.judged(NOW - 90_000, NOW - 9, 5_000, NOW).state()).isEqualTo(State.PROBLEM);
    }

    @Test
    void aReadingThatWaitedForTheBrokerIsAWarning() {
        assertThat(ClockCheck.judged(NOW, NOW - 2_000, 5_000, NOW).state()).isEqualTo(State.WARNING);
    }

    @Test
    void anOldJavaIsAProblem() {
        assertThat(MachineChecks.java(Runtime.Version.parse("11.0.2")).state()).isEqualTo(State.PROBLEM);
        assertThat(MachineChecks.java(Runtime.Version.parse("17.0.15")).state()).isEqualTo(State.OK);
    }

    @Test
    void everyPartOfARunningPlatformIsALineWithItsFix() throws IOException {
        List<Check> checks = new PlatformChecks(
                        Configuration.load(null, Map.of(), List.of(), null),
                        EventJson.reader().readTree("""
                                {"pid":7,"uptime_s":3,"parts":[
                                 {"name":"kafka","state":"ok","detail":"10 records","version":"4.2.1"},
                                 {"name":"time-series","state":"down","detail":"no longer takes rows of [readings]"},
                                 {"name":"tracking-mqtt","state":"warn","detail":"RUNNING, tasks [FAILED]"}],
                                 "pipelines":{"tracking":{"sink_lag_records":700001,
                                  "job":{"checkpoint_age_ms":120000,"checkpoint_bytes":4096,"checkpoint_ms":9,
                                  "checkpoints_failed":2,"restarts":1}}}}"""))
                .made();

        assertThat(checks)
                .extracting(Check::name, Check::state)
                .containsExactly(
                        tuple("web", State.OK),
                        tuple("kafka", State.OK),
                        tuple("time-series", State.PROBLEM),
                        tuple("tracking-mqtt", State.WARNING),
                        tuple("checkpoint tracking", State.WARNING),
                        tuple("lag tracking", State.WARNING));
        assertThat(checks.get(1).detail()).isEqualTo("10 records, version 4.2.1");
        assertThat(checks).filteredOn(check -> check.state() != State.OK).allMatch(check -> !check.fix()
                .isEmpty());
    }
}
