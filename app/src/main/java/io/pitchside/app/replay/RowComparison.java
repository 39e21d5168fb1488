package io.pitchside.app.replay;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.pitchside.jobs.tracking.TrackingReplay;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreUnavailableException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of a replay with those that are stored, every field but the revision (and the name of the definition,
 * which is counted apart). Stored rows are read stretch by stretch, so a long match needs no more memory than a short one.
 *
 * <p>What the replay cannot know is left out of both sides: stored rows that a record behind the cut shaped, and seconds
 * that are still open at the cut. One comparison per object; not thread-safe.
 */
final class RowComparison {
    /** More differences than this tell nobody more. */
    static final int DIFFERENCES_MAX = 20;

    /** How many seconds of a match are asked for at once. */
    private static final int STRETCH_S = 300;

    private static final String WHOLE_ROW = "row";
    private static final Set<String> LEFT_OUT = Set.of("revision", "definition_version");
    private static final List<Field> FIELDS = Arrays.stream(PlayerSecond.class.getRecordComponents())
            .map(component -> new Field(
                    PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()), component))
            .filter(field -> !LEFT_OUT.contains(field.name()))
            .toList();

    /** Stored rows of a match, as {@code TimeSeriesStore.seconds} gives them. */
    interface Stored {
        List<PlayerSecond> seconds(long fromSecond, long toSecond)
                throws StoreUnavailableException, StoreAccessException;
    }

    private record Field(String name, RecordComponent component) {
        @Nullable
        Object of(PlayerSecond row) {
            try {
                return component.getAccessor().invoke(row);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record gives out its fields", e);
            }
        }
    }

    /**
     * One value that differs.
     *
     * @param field its name, {@code row} where one side has no row at all
     * @param stored null where nothing is stored
     * @param recomputed null where the replay makes nothing
     * @param revision of the stored row, of the recomputed one where none is stored
     */
    record Difference(
            String playerId,
            long second,
            String field,
            @Nullable Object stored,
            @Nullable Object recomputed,
            long revision) {}

    /**
     * What was found.
     *
     * @param keys player seconds that were compared
     * @param leftOut stored rows that are newer than the cut, or still open there
     * @param otherDefinitions how many of the compared rows each other definition made
     */
    record Result(
            long keys,
            long equal,
            long different,
            long onlyStored,
            long onlyRecomputed,
            long leftOut,
            Map<String, Long> otherDefinitions,
            List<Difference> differences) {
        Result {
            otherDefinitions = Map.copyOf(otherDefinitions);
            differences = List.copyOf(differences);
        }

        boolean holds() {
            return different == 0 && onlyStored == 0 && onlyRecomputed == 0;
        }
    }

    private final TrackingReplay replay;
    private final long cut;
    private final String definitionVersion;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Long> otherDefinitions = new TreeMap<>();
    private long equal;
    private long different;
    private long onlyStored;
    private long onlyRecomputed;
    private long leftOut;

    private RowComparison(TrackingReplay replay, long cut, String definitionVersion) {
        this.replay = replay;
        this.cut = cut;
        this.definitionVersion = definitionVersion;
    }

    /**
     * Compares.
     *
     * @param cut offset behind the last record that the replay took
     * @param definitionVersion of the rules of the replay
     */
    static Result of(TrackingReplay replay, long cut, String definitionVersion, Stored stored)
            throws StoreUnavailableException, StoreAccessException {
        return new RowComparison(replay, cut, definitionVersion).made(stored);
    }

    private Result made(Stored stored) throws StoreUnavailableException, StoreAccessException {
        long[] seconds = replay.rows().values().stream()
                .flatMap(rows -> rows.keySet().stream())
                .mapToLong(Long::longValue)
                .sorted()
                .distinct()
                .toArray();
        // Stretches that cover all of time, each with so many seconds in it: one odd time must not cost a million
        // questions.
        long from = 0;
        for (int next = STRETCH_S; from < Long.MAX_VALUE; next += STRETCH_S) {
            long to = next < seconds.length ? seconds[next] : Long.MAX_VALUE;
            compare(from, to, stored.seconds(from, to));
            from = to;
        }
        long keys = equal + different + onlyStored + onlyRecomputed;
        return new Result(keys, equal, different, onlyStored, onlyRecomputed, leftOut, otherDefinitions, differences);
    }

    private void compare(long from, long to, List<PlayerSecond> stored) {
        Map<String, Map<Long, PlayerSecond>> recomputed = replay.rows();
        Set<String> seen = new HashSet<>();
        for (PlayerSecond row : stored) {
            seen.add(row.playerId() + "/" + row.second());
            Map<Long, PlayerSecond> player = recomputed.getOrDefault(row.playerId(), Map.of());
            PlayerSecond again = player.get(row.second());
            if (row.revision() >= cut || row.second() >= replay.finalBefore(row.playerId())) {
                leftOut++;
            } else if (again == null) {
                onlyStored++;
                add(new Difference(row.playerId(), row.second(), WHOLE_ROW, "stored", null, row.revision()));
            } else {
                compare(row, again);
            }
        }
        unmatched(from, to, seen).forEach(row -> {
            onlyRecomputed++;
            add(new Difference(row.playerId(), row.second(), WHOLE_ROW, null, "recomputed", row.revision()));
        });
    }

    /** The final rows of the replay in that stretch of time that are not stored, by time. */
    private List<PlayerSecond> unmatched(long from, long to, Set<String> stored) {
        List<PlayerSecond> unmatched = new ArrayList<>();
        replay.rows().forEach((player, rows) -> {
            long finalBefore = Math.min(to, replay.finalBefore(player));
            for (PlayerSecond row : rows.values()) {
                boolean here = row.second() >= from && row.second() < finalBefore;
                if (here && !stored.contains(player + "/" + row.second())) {
                    unmatched.add(row);
                }
            }
        });
        unmatched.sort(Comparator.comparingLong(PlayerSecond::second).thenComparing(PlayerSecond::playerId));
        return unmatched;
    }

    private void compare(PlayerSecond stored, PlayerSecond again) {
        if (!stored.definitionVersion().equals(definitionVersion)) {
            otherDefinitions.merge(stored.definitionVersion(), 1L, Long::sum);
        }
        boolean same = true;
        for (Field field : FIELDS) {
            Object was = field.of(stored);
            Object is = field.of(again);
            if (!Objects.equals(was, is)) {
                same = false;
                add(new Difference(stored.playerId(), stored.second(), field.name(), was, is, stored.revision()));
            }
        }
        if (same) {
            equal++;
        } else {
            different++;
        }
    }

    private void add(Difference difference) {
        if (differences.size() < DIFFERENCES_MAX) {
            differences.add(difference);
        }
    }
}
