package io.pitchside.model.tracking;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sums over the newest rows of one player: what a page's totals, a store's answer and a replay have in common. Integers,
 * so that rows may be added in any order, by us or by the store. Mutable; not thread-safe.
 */
// Arrays by the enum's ordinal: as long as the enum, and never written anywhere.
@SuppressWarnings("EnumOrdinal")
public final class PlayerSums {
    private static final long ABSENT = Long.MIN_VALUE;

    /** What is added up, named after the column of {@code player_metrics} that it is made of. */
    public enum Part {
        DISTANCE_MM(PlayerSecond::distanceMm),
        ZONE1_MM(PlayerSecond::zone1Mm),
        ZONE2_MM(PlayerSecond::zone2Mm),
        ZONE3_MM(PlayerSecond::zone3Mm),
        ZONE4_MM(PlayerSecond::zone4Mm),
        ZONE5_MM(PlayerSecond::zone5Mm),
        ZONE1_MS(PlayerSecond::zone1Ms),
        ZONE2_MS(PlayerSecond::zone2Ms),
        ZONE3_MS(PlayerSecond::zone3Ms),
        ZONE4_MS(PlayerSecond::zone4Ms),
        ZONE5_MS(PlayerSecond::zone5Ms),
        SPRINTS(PlayerSecond::sprints),
        ACCELERATIONS(PlayerSecond::accelerations),
        DECELERATIONS(PlayerSecond::decelerations),
        HMLD_MM(PlayerSecond::hmldMm),
        HIGH_POWER_MM(PlayerSecond::highPowerMm),
        ENERGY_MJ(PlayerSecond::energyMj),
        LOAD_MICRO(row -> orAbsent(row.loadMicro())),
        HR(row -> {
            Integer hr = row.hr();
            return hr == null ? ABSENT : hr;
        }),
        HR_ZONE1_MS(row -> orAbsent(row.hrZone1Ms())),
        HR_ZONE2_MS(row -> orAbsent(row.hrZone2Ms())),
        HR_ZONE3_MS(row -> orAbsent(row.hrZone3Ms())),
        HR_ZONE4_MS(row -> orAbsent(row.hrZone4Ms())),
        HR_ZONE5_MS(row -> orAbsent(row.hrZone5Ms())),
        TRIMP_MICRO(row -> orAbsent(row.trimpMicro())),
        READINGS(PlayerSecond::readings),
        MISSING_MS(PlayerSecond::missingMs),
        REPAIRED(PlayerSecond::repaired);

        private final ToLongFunction<PlayerSecond> value;

        Part(ToLongFunction<PlayerSecond> value) {
            this.value = value;
        }

        private static long orAbsent(@Nullable Long value) {
            return value == null ? ABSENT : value;
        }

        /** The column of {@code player_metrics}. */
        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Part[] PARTS = Part.values();

    private final String playerId;
    private final long[] sums = new long[PARTS.length];
    /** How many rows have a value. */
    private final long[] counts = new long[PARTS.length];

    private long seconds;
    private double speedMaxMps;
    private int hrMax;
    private long newestSecond = -1;
    private long revision = -1;
    private @Nullable String definitionVersion;

    public PlayerSums(String playerId) {
        this.playerId = requireNonNull(playerId, "playerId");
    }

    public void add(PlayerSecond row) {
        for (Part part : PARTS) {
            long value = part.value.applyAsLong(row);
            if (value != ABSENT) {
                sums[part.ordinal()] += value;
                counts[part.ordinal()]++;
            }
        }
        addRest(1, row.speedMaxMps(), row.hr() == null ? 0 : row.hr(), row.second(), row.revision());
        if (row.second() == newestSecond) {
            definitionVersion = row.definitionVersion();
        }
    }

    public void add(PlayerSums other) {
        for (int part = 0; part < PARTS.length; part++) {
            sums[part] += other.sums[part];
            counts[part] += other.counts[part];
        }
        if (other.newestSecond >= newestSecond) {
            definitionVersion = other.definitionVersion;
        }
        addRest(other.seconds, other.speedMaxMps, other.hrMax, other.newestSecond, other.revision);
    }

    /**
     * Adds what a store summed up.
     *
     * @param sum of the rows that have a value
     * @param count of the rows that have one
     */
    public void add(Part part, long sum, long count) {
        sums[part.ordinal()] += sum;
        counts[part.ordinal()] += count;
    }

    /**
     * Adds what a store knows beside the sums.
     *
     * @param rows how many rows there are
     * @param highestHr 0 where no row has one
     * @param second of the newest row
     * @param highestRevision of all rows
     */
    public void addRest(long rows, double highestSpeedMps, int highestHr, long second, long highestRevision) {
        seconds += rows;
        speedMaxMps = Math.max(speedMaxMps, highestSpeedMps);
        hrMax = Math.max(hrMax, highestHr);
        newestSecond = Math.max(newestSecond, second);
        revision = Math.max(revision, highestRevision);
    }

    public String playerId() {
        return playerId;
    }

    public long sum(Part part) {
        return sums[part.ordinal()];
    }

    /** How many rows have a value for it. */
    public long count(Part part) {
        return counts[part.ordinal()];
    }

    /** How many rows are in the sums. */
    public long seconds() {
        return seconds;
    }

    public double speedMaxMps() {
        return speedMaxMps;
    }

    /** Epoch seconds; -1 where there is no row. */
    public long newestSecond() {
        return newestSecond;
    }

    /** Highest revision of the rows; -1 where there is none. */
    public long revision() {
        return revision;
    }

    /**
     * The sums in the units of a page.
     *
     * @param newest the newest row of all, for the values of the moment
     * @param hrNow heart rate of the newest row that has one
     */
    public PlayerTotals totals(
            @Nullable PlayerSecond newest,
            @Nullable Integer hrNow,
            long corrections,
            PlayerTotals.@Nullable Correction corrected) {
        long hrSeconds = count(Part.HR);
        return new PlayerTotals(
                playerId,
                newestSecond,
                seconds,
                thousandth(Part.DISTANCE_MM),
                (sum(Part.ZONE4_MM) + sum(Part.ZONE5_MM)) / 1e3,
                thousandth(Part.ZONE5_MM),
                sum(Part.SPRINTS),
                speedMaxMps,
                newest == null ? 0 : newest.speedMps(),
                thousandth(Part.ZONE1_MM),
                thousandth(Part.ZONE2_MM),
                thousandth(Part.ZONE3_MM),
                thousandth(Part.ZONE4_MM),
                thousandth(Part.ZONE5_MM),
                sum(Part.ACCELERATIONS),
                sum(Part.DECELERATIONS),
                thousandth(Part.HMLD_MM),
                thousandth(Part.HIGH_POWER_MM),
                sum(Part.ENERGY_MJ) / 1e6,
                // 3.6 J/kg/m is the cost of running at an even pace on flat ground.
                sum(Part.ENERGY_MJ) / 3.6e3,
                count(Part.LOAD_MICRO) == 0 ? null : (Double) (sum(Part.LOAD_MICRO) / 1e6),
                hrNow,
                hrSeconds == 0 ? null : (Integer) (int) Math.round((double) sum(Part.HR) / hrSeconds),
                hrSeconds == 0 ? null : (Integer) hrMax,
                heartZone(Part.HR_ZONE1_MS),
                heartZone(Part.HR_ZONE2_MS),
                heartZone(Part.HR_ZONE3_MS),
                heartZone(Part.HR_ZONE4_MS),
                heartZone(Part.HR_ZONE5_MS),
                trimpEdwards(),
                count(Part.TRIMP_MICRO) == 0 ? null : (Double) (sum(Part.TRIMP_MICRO) / 1e6),
                sum(Part.READINGS),
                sum(Part.MISSING_MS),
                sum(Part.REPAIRED),
                newest == null ? definitionVersion : newest.definitionVersion(),
                corrections,
                corrected);
    }

    /** Edwards' training impulse: minutes in the five heart-rate zones, times 1 to 5; null where no zone is known. */
    public @Nullable Double trimpEdwards() {
        if (count(Part.HR_ZONE1_MS) == 0) {
            return null;
        }
        long weighted = sum(Part.HR_ZONE1_MS)
                + 2 * sum(Part.HR_ZONE2_MS)
                + 3 * sum(Part.HR_ZONE3_MS)
                + 4 * sum(Part.HR_ZONE4_MS)
                + 5 * sum(Part.HR_ZONE5_MS);
        return weighted / 60e3;
    }

    private double thousandth(Part part) {
        return sum(part) / 1e3;
    }

    private @Nullable Double heartZone(Part part) {
        return count(part) == 0 ? null : (Double) thousandth(part);
    }
}
