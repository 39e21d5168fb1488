package io.pitchside.web.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import io.pitchside.web.PitchsideServer;
import io.pitchside.web.ServerSettings;
import io.pitchside.web.WebParts;
import io.pitchside.web.access.Tokens;
import io.pitchside.web.live.LiveHub;
import io.pitchside.web.live.PastRecords;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code DevServer [PORT] [empty]}: the pages with a match that is made up. Prints a sign-in link per role and runs until
 * it is stopped.
 */
public final class DevServer {
    private static final long FRAME_NANOS = 40_000_000;

    private DevServer() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        boolean empty = arguments.length > 1 && arguments[1].equals("empty");
        Clock clock = Clock.systemUTC();
        long kickOff = clock.millis() - 64 * 60_000L;
        List<FakeMatch> matches = empty
                ? List.of()
                : List.of(
                        new FakeMatch(
                                "arrows-foxes", "Arrows", "Foxes", "#c8102e", "#1d4f91", kickOff, clock.millis(), 11),
                        new FakeMatch(
                                "harriers-united",
                                "Harriers",
                                "United Northbridge",
                                "#2f8f3a",
                                null,
                                kickOff,
                                clock.millis(),
                                12));
        FakeHistory history = new FakeHistory(matches);
        try (LiveHub hub = new LiveHub(
                        (matchId, fromSecond) -> matches.stream()
                                .filter(match -> match.setup().matchId().equals(matchId))
                                .map(match -> match.stored(fromSecond))
                                .findFirst()
                                .orElse(new StoredTotals(List.of(), List.of())),
                        history,
                        PastRecords.none(),
                        1,
                        clock);
                PitchsideServer server = PitchsideServer.start(
                        ServerSettings.loopback(port),
                        tokens(),
                        new WebParts(
                                new FakePlatform(clock),
                                history,
                                new FakeDefinitions(),
                                hub,
                                new FakeSetupLog(hub),
                                new FakeAlertLog()),
                        clock)) {
            for (Role role : Role.values()) {
                System.out.println(server.url() + "/sign-in?token=" + token(role));
            }
            hub.feed("live");
            hub.accept(input -> matches.forEach(
                    match -> input.setup(match.setup().matchId().getBytes(UTF_8), EventJson.bytes(match.setup()))));
            long next = System.nanoTime();
            while (!Thread.interrupted()) {
                long now = clock.millis();
                hub.accept(input -> {
                    matches.forEach(match -> match.frame(input, now));
                    history.alertsUpTo(now).forEach(alert -> input.alert(EventJson.bytes(alert)));
                });
                next += FRAME_NANOS;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static Tokens tokens() {
        return Tokens.of(Map.of(
                token(Role.COACH), Role.COACH,
                token(Role.MEDICAL), Role.MEDICAL,
                token(Role.SCOUT), Role.SCOUT,
                token(Role.ANALYST), Role.ANALYST,
                token(Role.OPERATOR), Role.OPERATOR,
                token(Role.ADMIN), Role.ADMIN));
    }

    private static String token(Role role) {
        return "dev-token-of-the-" + role.code();
    }
}
