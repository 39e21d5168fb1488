package io.pitchside.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real connections against an echo on the loopback interface. */
class LiveRouteTest {
    private static final List<String> MATCHES = List.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyReadingComesOutOnce(boolean framed) throws IOException {
        Accounting accounting = send(new Schedule(3, 100, framed, 5, 15), reading -> 1);

        assertThat(accounting.sent()).isEqualTo(3 * Tags.COUNT * 20);
        assertThat(accounting.acknowledged()).isEqualTo(accounting.sent());
        assertThat(accounting.lost()).isZero();
        assertThat(accounting.duplicates()).isZero();
        assertThat(accounting.wrongTime()).isZero();
        assertThat(accounting.latencyUs().getTotalCount()).isEqualTo(3 * Tags.COUNT * 15);
    }

    @Test
    void secondRunOnTheSameMatchesIsAccountedForByItself() throws IOException {
        Schedule schedule = new Schedule(3, 100, true, 0, 10);
        try (EchoServer echo = EchoServer.start()) {
            for (int run = 0; run < 2; run++) {
                Accounting accounting = Accounting.openLoop(schedule);
                send(echo, accounting);
                assertThat(accounting.acknowledged()).isEqualTo(schedule.readings());
                assertThat(accounting.lost()).isZero();
            }
        }
    }

    @Test
    void lostAndRepeatedReadingsAreCounted() throws IOException {
        Schedule schedule = new Schedule(3, 100, true, 0, 20);

        Accounting accounting = send(schedule, reading -> reading % 100 == 7 ? 0 : reading % 100 == 9 ? 2 : 1);

        assertThat(accounting.lost()).isEqualTo(15);
        assertThat(accounting.duplicates()).isEqualTo(15);
    }

    @Test
    void closedLoopKeepsItsWindow() throws IOException {
        Schedule schedule = new Schedule(3, 1_000, true, 0, 2_000);
        Accounting accounting = Accounting.closedLoop(schedule);

        try (EchoServer echo = EchoServer.faulty(reading -> 0);
                Route route = LiveRoute.open(echo.endpoints(), "s", MATCHES, accounting)) {
            accounting.start(System.nanoTime(), 1_800_000_000_000L);
            route.pacer().closedLoop(200, TimeUnit.MILLISECONDS.toNanos(300));
        }

        // Nothing ever comes back, so that the window fills up once and stays full.
        assertThat(accounting.sent()).isEqualTo(200);
    }

    @Test
    void brokenConnectionIsReported() throws IOException {
        Accounting accounting = Accounting.openLoop(new Schedule(3, 100, true, 0, 1));
        EchoServer echo = EchoServer.start();

        try (Route route = LiveRoute.open(echo.endpoints(), "s", MATCHES, accounting)) {
            echo.close();
            await(() -> route.failure() != null);

            assertThat(route.failure()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void wrongTokenIsReported() throws IOException {
        Accounting accounting = Accounting.openLoop(new Schedule(3, 100, true, 0, 1));

        try (EchoServer echo = EchoServer.start()) {
            URI http = echo.endpoints().http();
            LiveRoute.Endpoints endpoints =
                    new LiveRoute.Endpoints(echo.endpoints().mqtt(), http, "wrong");

            assertThatThrownBy(() -> LiveRoute.open(endpoints, "s", MATCHES, accounting))
                    .isInstanceOf(IOException.class)
                    .hasMessage("live stream of a: HTTP status 401");
        }
    }

    private static Accounting send(Schedule schedule, IntUnaryOperator copies) throws IOException {
        Accounting accounting = Accounting.openLoop(schedule);
        try (EchoServer echo = EchoServer.faulty(copies)) {
            send(echo, accounting);
        }
        return accounting;
    }

    private static void send(EchoServer echo, Accounting accounting) throws IOException {
        try (Route route = LiveRoute.open(echo.endpoints(), "s", MATCHES, accounting)) {
            accounting.start(System.nanoTime(), 1_800_000_000_000L);
            route.pacer().openLoop();
            await(() -> accounting.acknowledged() == accounting.sent());
        }
    }

    private static void await(BooleanSupplier condition) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(endNs);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
