package io.pitchside.web.live;

import io.pitchside.model.tracking.PlayerSecond;

/** Rows of player-metrics with a few numbers that matter and the others zero. */
final class Rows {
    private Rows() {}

    static PlayerSecond row(String playerId, long second, long distanceMm, long revision) {
        return row("m1", playerId, second, distanceMm, revision);
    }

    static PlayerSecond row(String matchId, String playerId, long second, long distanceMm, long revision) {
        return new PlayerSecond(
                matchId,
                playerId,
                second,
                1.0,
                2.0,
                3.5,
                4,
                0,
                0,
                distanceMm,
                distanceMm - 300,
                0,
                0,
                100,
                200,
                1000,
                0,
                0,
                0,
                0,
                1,
                0,
                0,
                0,
                0,
                0,
                null,
                150,
                null,
                null,
                null,
                null,
                null,
                null,
                25,
                40,
                0,
                "v1",
                revision,
                0);
    }
}
