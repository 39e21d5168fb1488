package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** What the hub keeps of one player's readings, found by the record's key. Guarded by the hub's lock. */
final class PlayerTrack {
    final byte[] key;
    final byte[] matchIdBytes;
    final byte[] playerIdBytes;
    final String matchId;
    final String playerId;
    /** Start of the player's element in a positions event: {@code ["id",}. */
    final byte[] elementStart;

    final RepeatWindow repeats = new RepeatWindow();
    final LiveMatch match;
    /** When a reading of this player was last heard, epoch milliseconds. */
    long heardAtMs;

    PlayerTrack(byte[] key, String matchId, String playerId, LiveMatch match) {
        this.key = key;
        this.matchId = matchId;
        this.playerId = playerId;
        this.match = match;
        matchIdBytes = matchId.getBytes(UTF_8);
        playerIdBytes = playerId.getBytes(UTF_8);
        elementStart =
                ("[\"" + new String(JsonStringEncoder.getInstance().quoteAsString(playerId)) + "\",").getBytes(UTF_8);
    }
}
