package io.pitchside.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.benchmarks.load.EchoServer;
import io.pitchside.benchmarks.load.LiveRoute;
import io.pitchside.benchmarks.load.Route;
import io.pitchside.benchmarks.load.Schedule;
import io.pitchside.benchmarks.platform.ProcessCpu;
import io.pitchside.benchmarks.report.RunResult;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final List<String> MATCHES = List.of("a", "b");

    private final ProcessCpu cpu = ProcessCpu.of(ProcessHandle.current().pid());
    private final Trial trial = new Trial(cpu, Clock.systemUTC());
    private EchoServer echo;

    @BeforeEach
    void startEcho() throws IOException {
        echo = EchoServer.start();
    }

    @AfterEach
    void stopEcho() throws IOException {
        echo.close();
    }

    @Test
    void openLoopAccountsForEveryReadingAndMeasuresIt() throws Exception {
        Schedule schedule = new Schedule(2, 20, true, 4, 16);

        RunResult run = new Figures(cpu).openLoop("echo", "pitchside", trial.openLoop(schedule, routes()));

        assertThat(run.counts().complete()).isTrue();
        assertThat(run.counts().sent()).isEqualTo(schedule.readings());
        assertThat(run.latencyMs()).isNotNull();
        assertThat(run.latencyMs().max()).isPositive();
        assertThat(run.p99MsBySecond()).hasSize(1);
        assertThat(run.pace().eventsPerS()).isBetween(1.0, 1_000.0);
    }

    @Test
    void closedLoopEndsWithItsTimeAndLosesNothing() throws Exception {
        Schedule schedule = new Schedule(2, 1_000, true, 100, 400);

        RunResult run = new Figures(cpu).closedLoop("echo", "pitchside", trial.closedLoop(schedule, 5_000, routes()));

        assertThat(run.counts().sent()).isPositive();
        assertThat(run.counts().complete()).isTrue();
        assertThat(run.latencyMs()).isNull();
    }

    private Route.Factory routes() {
        return accounting -> LiveRoute.open(echo.endpoints(), "s", MATCHES, accounting);
    }
}
