package io.pitchside.jobs.tracking;

import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that the job knows of one match. Not thread-safe; copied when a checkpoint needs it unchanged. */
public final class MatchState {
    /** A match has two squads and officials; more are not players of one match. */
    static final int PLAYERS_MAX = 500;

    private static final int FORMAT = 2;

    static final long NO_CLOCK = Long.MIN_VALUE;

    private @Nullable MatchSetup setup;
    private Periods periods = Periods.NONE;
    private boolean archived;
    private final Map<String, PlayerState> players;
    long lastOffset = -1;
    int partition;
    /** The highest event time that was believed of anybody in the match, or {@link #NO_CLOCK}. */
    long clock = NO_CLOCK;
    /** Since when the match's readings come without a long pause of all of them, or {@link #NO_CLOCK}. */
    long heardSince = NO_CLOCK;
    /** Not part of the state: what the set-up makes of the rules; made again when the set-up changes. */
    @Nullable
    Measurement ofPlayers;

    @Nullable
    Measurement ofBall;

    /** Not part of the state: whether an idle timer is set. */
    boolean timerSet;

    MatchState() {
        this(new HashMap<>());
    }

    private MatchState(Map<String, PlayerState> players) {
        this.players = players;
    }

    Periods periods() {
        return periods;
    }

    boolean archived() {
        return archived;
    }

    Map<String, PlayerState> players() {
        return players;
    }

    /** The player of that id, a new one if need be. */
    PlayerState player(String playerId) {
        PlayerState known = players.get(playerId);
        if (known != null) {
            return known;
        }
        PlayerState player = new PlayerState();
        player.profile = profileOf(playerId);
        players.put(playerId, player);
        return player;
    }

    /** Whether the match is being played at that time, as far as its set-up says. */
    boolean live(long ts) {
        MatchSetup known = setup;
        return known == null || (known.status() == MatchSetup.Status.LIVE && periods.inside(ts));
    }

    /** Nominal interval of the match's sensors, milliseconds; 0 where the set-up does not say one. */
    int samplingMs() {
        MatchSetup known = setup;
        Integer samplingMs = known == null ? null : known.samplingMs();
        return samplingMs == null ? 0 : samplingMs;
    }

    private HeartProfile profileOf(String playerId) {
        MatchSetup known = setup;
        if (known != null) {
            for (MatchSetup.Player player : known.players()) {
                if (player.playerId().equals(playerId)) {
                    return HeartProfile.of(player);
                }
            }
        }
        return HeartProfile.UNKNOWN;
    }

    /** Takes a set-up; it shapes what follows. An archived match forgets its players and keeps only that it is over. */
    void apply(MatchSetup newSetup) {
        setup = newSetup;
        periods = Periods.of(newSetup);
        ofPlayers = null;
        ofBall = null;
        if (newSetup.status() == MatchSetup.Status.ARCHIVED) {
            archived = true;
            players.clear();
        }
        players.forEach((playerId, player) -> player.profile = profileOf(playerId));
    }

    MatchState copy() {
        Map<String, PlayerState> copies = new HashMap<>(players.size() * 2);
        players.forEach((id, player) -> copies.put(id, player.copy()));
        MatchState copy = new MatchState(copies);
        copy.setup = setup;
        copy.periods = periods;
        copy.archived = archived;
        copy.lastOffset = lastOffset;
        copy.partition = partition;
        copy.clock = clock;
        copy.heardSince = heardSince;
        copy.timerSet = timerSet;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        MatchSetup known = setup;
        byte[] json = known == null ? new byte[0] : EventJson.bytes(known);
        out.writeInt(json.length);
        out.write(json);
        out.writeBoolean(archived);
        out.writeLong(lastOffset);
        out.writeInt(partition);
        out.writeLong(clock);
        out.writeLong(heardSince);
        out.writeInt(players.size());
        for (Map.Entry<String, PlayerState> player : players.entrySet()) {
            out.writeUTF(player.getKey());
            player.getValue().writeTo(out);
        }
    }

    static MatchState readFrom(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("state of a match has format " + format + ", this version reads " + FORMAT
                    + ": start with the version that wrote the checkpoint");
        }
        MatchState state = new MatchState();
        byte[] json = new byte[in.readInt()];
        in.readFully(json);
        if (json.length > 0) {
            MatchSetup known = EventJson.read(json, MatchSetup.class);
            state.setup = known;
            state.periods = Periods.of(known);
        }
        state.archived = in.readBoolean();
        state.lastOffset = in.readLong();
        state.partition = in.readInt();
        state.clock = in.readLong();
        state.heardSince = in.readLong();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String id = in.readUTF();
            PlayerState player = PlayerState.readFrom(in);
            player.profile = state.profileOf(id);
            state.players.put(id, player);
        }
        return state;
    }
}
