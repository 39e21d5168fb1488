package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.topic.Topic;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the readings of one MQTT topic go: worked out once per topic, read for every message. Immutable; the arrays are
 * shared by all records of the topic and must not be written to.
 */
final class TopicRoute {
    private static final byte[] UNREADABLE = TopicPattern.UNREADABLE_PLAYER.getBytes(UTF_8);

    private final @Nullable String stadium;
    private final byte[] matchPrefix;
    private final byte @Nullable [] player;
    private final byte[] key;
    private final byte[] unreadableKey;
    private final Integer partition;

    private TopicRoute(TopicPattern.Ids ids, int partitions) {
        this.stadium = ids.stadium();
        this.matchPrefix = (ids.match() + "/").getBytes(UTF_8);
        this.player = ids.player() == null ? null : ids.player().getBytes(UTF_8);
        this.unreadableKey = keyOf(UNREADABLE, 0, UNREADABLE.length);
        this.key = player == null ? unreadableKey : keyOf(player, 0, player.length);
        this.partition = Topic.partitionOf(ids.match(), partitions);
    }

    static TopicRoute of(TopicPattern.Ids ids, int partitions) {
        return new TopicRoute(ids, partitions);
    }

    /** The stadium that the topic names; null where the pattern has no place for one. */
    @Nullable
    String stadium() {
        return stadium;
    }

    /** The player that the topic names; null for a frame, whose elements name theirs. */
    byte @Nullable [] player() {
        return player;
    }

    /** The key of every record of the topic; {@link #unreadableKey()} for a frame. */
    byte[] key() {
        return key;
    }

    /** The key of a record that cannot be told to belong to a player: {@code match_id/?}. */
    byte[] unreadableKey() {
        return unreadableKey;
    }

    /** {@code match_id/}. */
    byte[] matchPrefix() {
        return matchPrefix;
    }

    Integer partition() {
        return partition;
    }

    /** The key of the player whose id is {@code bytes[from, to)}. */
    byte[] keyOf(byte[] bytes, int from, int to) {
        byte[] made = Arrays.copyOf(matchPrefix, matchPrefix.length + to - from);
        System.arraycopy(bytes, from, made, matchPrefix.length, to - from);
        return made;
    }
}
