package io.pitchside.app.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.jobs.tracking.TrackingReplay;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A match under the rules in force and under other speed zones, from one reading of its raw records: from the topic while
 * that holds the whole match, else from the store. Thread-safe.
 */
final class WhatIf {
    /** A topic with more records than this to pass over is slower than the store. */
    private static final long TOPIC_RECORDS_MAX = 20_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ReplayParts parts;

    WhatIf(ReplayParts parts) {
        this.parts = parts;
    }

    ObjectNode scored(String matchId, List<Double> zonesKmh, Duration timeMax)
            throws IOException, StoreAccessException, InterruptedException {
        long startedAt = System.nanoTime();
        TrackingRules other = parts.rules().withZones(zonesKmh);
        try (ReplayLanes lanes = new ReplayLanes(
                List.of(TrackingReplay.of(matchId, parts.rules()), TrackingReplay.of(matchId, other)))) {
            String source = read(matchId, lanes, startedAt + timeMax.toNanos());
            List<TrackingReplay> replays = lanes.finished();
            if (replays.get(0).records() == 0) {
                throw new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "there is no record of a match \"" + matchId + "\"; GET /api/v1/matches lists them all");
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("match_id", matchId).put("source", source);
            answer.put("readings", replays.get(0).records());
            answer.set("base", side(parts.rules(), replays.get(0)));
            answer.set("alternative", side(other, replays.get(1)));
            return answer.put("took_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt));
        }
    }

    private String read(String matchId, ReplayLanes lanes, long deadline)
            throws IOException, StoreAccessException, InterruptedException {
        TopicPartition raw = parts.rawRecords(matchId);
        List<SetupApplied> setups = parts.store().setups(matchId);
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        try (TopicScan topic = new TopicScan(parts.kafka().consumer(), left)) {
            long begin = topic.begin(raw);
            long end = topic.end(raw);
            if (end - begin <= TOPIC_RECORDS_MAX && (begin == 0 || firstKnown(matchId, setups) >= begin)) {
                long unused = topic.scan(raw, begin, end, record -> {
                    lanes.record(record);
                    return true;
                });
                return "topic";
            }
        }
        new StoredMatch(parts.store(), matchId, setups, Long.MAX_VALUE, deadline).into(lanes);
        return "store";
    }

    /** The lowest offset among the match's set-ups and its earliest reading; {@code Long.MAX_VALUE} where the store knows neither. */
    private long firstKnown(String matchId, List<SetupApplied> setups) throws IOException, StoreAccessException {
        long[] first = {setups.stream().mapToLong(SetupApplied::offset).min().orElse(Long.MAX_VALUE)};
        TimeSeriesStore.Readings earliest = reading -> first[0] = Math.min(first[0], reading.offset());
        parts.store().readings(matchId, 0, Long.MAX_VALUE / 1_000_000, 1, earliest);
        return first[0];
    }

    private static ObjectNode side(TrackingRules rules, TrackingReplay replay) {
        ObjectNode side = JsonNodeFactory.instance.objectNode();
        side.put("definition_version", rules.definitionVersion());
        ArrayNode zones = side.putArray("zones_kmh");
        rules.zonesKmh().forEach(zones::add);
        ArrayNode players = side.putArray("players");
        new TreeMap<>(replay.rows()).forEach((playerId, rows) -> {
            if (!playerId.equals(MatchSetup.BALL)) {
                players.add(MAPPER.<ObjectNode>valueToTree(totals(playerId, new ArrayList<>(rows.values()))));
            }
        });
        return side;
    }

    private static PlayerTotals totals(String playerId, List<PlayerSecond> rows) {
        PlayerSums sums = new PlayerSums(playerId);
        PlayerSecond newest = null;
        PlayerSecond newestWithHr = null;
        for (PlayerSecond row : rows) {
            sums.add(row);
            newest = later(newest, row);
            newestWithHr = row.hr() == null ? newestWithHr : later(newestWithHr, row);
        }
        return sums.totals(newest, newestWithHr == null ? null : newestWithHr.hr(), 0, null);
    }

    private static PlayerSecond later(@Nullable PlayerSecond one, PlayerSecond other) {
        return one == null || other.second() > one.second() ? other : one;
    }
}
