package io.pitchside.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @Test
    void twentyMatchesAtTwentyHertzAreTenThousandReadingsASecond() {
        Schedule schedule = Schedule.of(20, 20, true, 30, 60);

        assertThat(schedule.rate()).isEqualTo(10_000);
        assertThat(schedule.messages()).isEqualTo(20 * 20 * 90);
        assertThat(schedule.readings()).isEqualTo(900_000);
        assertThat(schedule.durationNs()).isEqualTo(90_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingIsDueWhenItsMessageIs(boolean framed) {
        Schedule schedule = Schedule.of(3, 20, framed, 1, 1);

        for (long message = 0; message < schedule.messages(); message++) {
            int match = schedule.match(message);
            int tick = schedule.tick(message);
            for (int tag = schedule.tag(message); tag < schedule.tag(message) + schedule.readingsPerMessage(); tag++) {
                assertThat(schedule.dueNs(match, tag, tick)).isEqualTo(schedule.dueNs(message));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesAreSpreadEvenlyOverEachPeriod(boolean framed) {
        Schedule schedule = Schedule.of(4, 20, framed, 0, 2);
        long gapNs = 50_000_000L / schedule.messagesPerPeriod();

        for (long message = 1; message < schedule.messages(); message++) {
            assertThat(schedule.dueNs(message) - schedule.dueNs(message - 1)).isBetween(gapNs, gapNs + 1);
        }
    }

    @Test
    void everyTagOfEveryMatchIsSentOncePerTick() {
        Schedule schedule = Schedule.of(2, 20, false, 0, 1);
        boolean[] seen = new boolean[(int) schedule.readings()];

        for (long message = 0; message < schedule.messages(); message++) {
            int slot = (schedule.tick(message) * 2 + schedule.match(message)) * Tags.COUNT + schedule.tag(message);
            assertThat(seen[slot]).isFalse();
            seen[slot] = true;
        }
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void refusesWhatItCannotHold() {
        assertThatThrownBy(() -> Schedule.of(0, 20, true, 0, 1)).hasMessageContaining("matches: 0, allowed are 1 to");
        assertThatThrownBy(() -> Schedule.of(1, 20, true, 0, 0)).hasMessageContaining("measured ticks");
    }
}
