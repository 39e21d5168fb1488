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

    private static final int FORMAT = 1;

    private @Nullable MatchSetup setup;
    private Periods periods = Periods.NONE;
    private boolean archived;
    private final Map<String, PlayerState> players;
    long lastOffset = -1;
    int partition;
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

    /** Takes a set-up; it shapes what follows. An archived match forgets its players and keeps only that it is over. */
    void apply(MatchSetup newSetup) {
        setup = newSetup;
        periods = Periods.of(newSetup);
        if (newSetup.status() == MatchSetup.Status.ARCHIVED) {
            archived = true;
            players.clear();
        }
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
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String id = in.readUTF();
            state.players.put(id, PlayerState.readFrom(in));
        }
        return state;
    }
}
