package io.pitchside.web.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds a player by the bytes of a record's key without making a string of them: an open-addressing table, at most half
 * full. Not thread-safe.
 */
final class TrackTable {
    private @Nullable PlayerTrack[] slots = new PlayerTrack[1024];
    private int size;

    @Nullable
    PlayerTrack find(byte[] bytes, int from, int to) {
        int mask = slots.length - 1;
        for (int slot = hash(bytes, from, to) & mask; ; slot = slot + 1 & mask) {
            PlayerTrack track = slots[slot];
            if (track == null || Arrays.equals(track.key, 0, track.key.length, bytes, from, to)) {
                return track;
            }
        }
    }

    /** Adds a track whose key is not in the table. */
    void add(PlayerTrack track) {
        if (2 * (size + 1) > slots.length) {
            rebuild(tracks(), slots.length * 2);
        }
        insert(track);
    }

    void removeIf(Predicate<PlayerTrack> gone) {
        List<PlayerTrack> kept = tracks();
        if (kept.removeIf(gone)) {
            rebuild(kept, slots.length);
        }
    }

    private List<PlayerTrack> tracks() {
        List<PlayerTrack> tracks = new ArrayList<>(size);
        for (PlayerTrack track : slots) {
            if (track != null) {
                tracks.add(track);
            }
        }
        return tracks;
    }

    private void rebuild(List<PlayerTrack> tracks, int capacity) {
        slots = new PlayerTrack[capacity];
        size = 0;
        tracks.forEach(this::insert);
    }

    private void insert(PlayerTrack track) {
        int mask = slots.length - 1;
        int slot = hash(track.key, 0, track.key.length) & mask;
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = track;
        size++;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0x811C9DC5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}
