package io.pitchside.model.metrics;

import io.pitchside.model.metrics.MetricCard.Threshold;
import io.pitchside.model.tracking.TrackingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cards of all metrics under one set of rules: the same rules always give the same cards, so those of an earlier
 * version are made anew from its rules. Stateless.
 */
public final class MetricCards {
    private static final String COVERAGE =
            "Missing time and repaired steps are counted beside it and shown in share of the" + " time played.";
    private static final String HEART_QUALITY = "Health data, shown to medical and admin only. As the sensor sends it;"
            + " values outside 0 to 300 are refused.";

    private final TrackingRules rules;
    private final List<MetricCard> cards = new ArrayList<>();

    private MetricCards(TrackingRules rules) {
        this.rules = rules;
    }

    /** All cards, in the order in which a page lists them. */
    public static List<MetricCard> of(TrackingRules rules) {
        MetricCards made = new MetricCards(rules);
        made.distances();
        made.speeds();
        made.efforts();
        made.power();
        made.heart();
        made.windows();
        made.team();
        made.time();
        return List.copyOf(made.cards);
    }

    private void distances() {
        add(
                "distance_m",
                "Distance",
                "m",
                "Metres run: the sum of every second's metres over smoothed positions.",
                "Σ |p(i) − p(i−1)| over smoothed positions p, in whole millimetres per second, so that the sum is the"
                        + " same in any order",
                List.of(speedCap(), gap()),
                "Cleaning order: Laurie Shaw, Friends of Tracking, Metrica_Velocities.py",
                COVERAGE);
        add(
                "hsr_m",
                "High-speed running",
                "m",
                "Metres run in the speed zones 4 and 5 together.",
                "zone 4 + zone 5",
                List.of(kmh("from", rules.zonesKmh().get(2))),
                "FIFA World Cup zones; Gualtieri 2023, 10.3389/fspor.2023.1116293 (no consensus on the threshold)",
                COVERAGE + " Plausible for a whole match of men's football: 618 to 1,001 m from 19.8 km/h.");
        add(
                "sprint_m",
                "Sprint distance",
                "m",
                "Metres run in the highest speed zone.",
                "zone 5",
                List.of(kmh("from", rules.zonesKmh().get(3))),
                "FIFA World Cup zones; Gualtieri 2023, 10.3389/fspor.2023.1116293",
                COVERAGE + " Plausible for a whole match of men's football: 153 to 295 m from 25.2 km/h.");
        add(
                "zones",
                "Speed zones",
                "m",
                "Metres run at each speed. A step counts in the zone of its smoothed speed; the five sum to the"
                        + " distance.",
                "distance by zone of v",
                zones(),
                "FIFA World Cup reports (7, 15, 20, 25 km/h); clubs often use 19.8 and 25.2 km/h",
                COVERAGE);
    }

    private void speeds() {
        add(
                "sprints",
                "Sprints",
                "",
                "How often the player ran fast for long enough. A sprint begins at the upper speed and ends below the"
                        + " lower one, so that a wobble around one threshold is not counted twice.",
                "count of stretches from v ≥ enter until v < leave that last the minimum",
                List.of(
                        new Threshold("enter", rules.sprintEnterMps(), "m/s"),
                        new Threshold("leave", rules.sprintLeaveMps(), "m/s"),
                        ms("minimum", rules.sprintMsMin())),
                "Detector with hysteresis; thresholds as in the STATSports glossary",
                "Counted in the second in which the minimum is reached; none runs across a gap.");
        add(
                "speed_max_mps",
                "Highest speed",
                "m/s",
                "The highest smoothed speed of any moment.",
                "max v",
                List.of(speedCap()),
                "Laurie Shaw, Friends of Tracking",
                "Steps faster than the cap are left out as faults of the sensor and counted as repaired.");
        add(
                "speed_mps",
                "Speed now",
                "m/s",
                "Smoothed speed at the end of the newest complete second.",
                "v at the second's end",
                List.of(speedCap()),
                "Laurie Shaw, Friends of Tracking",
                "Follows by the filter's half window and the rest of the second.");
    }

    private void efforts() {
        List<Threshold> effort = List.of(
                new Threshold("from", rules.accelerationMps2(), "m/s²"), ms("minimum", rules.accelerationMsMin()));
        String source = "STATSports glossary; minimum duration: Delves 2021, PMC8245618";
        String quality =
                "Needs 10 readings a second or more to be believed. Filter and minimum duration are stated because"
                        + " only 13 % and 32 % of studies do.";
        add(
                "accelerations",
                "Accelerations",
                "",
                "How often the player sped up hard for long enough.",
                "count of stretches with a ≥ threshold that last the minimum; a = Δv/Δt of smoothed speeds",
                effort,
                source,
                quality);
        add(
                "decelerations",
                "Decelerations",
                "",
                "How often the player braked hard for long enough.",
                "count of stretches with a ≤ −threshold that last the minimum",
                effort,
                source,
                quality);
        add(
                "hmld_m",
                "High metabolic load distance",
                "m",
                "Metres run fast, or while speeding up or braking.",
                "Σ distance while v > threshold or |a| ≥ threshold",
                List.of(
                        new Threshold("speed", rules.hmldMps(), "m/s"),
                        new Threshold("acceleration", rules.hmldMps2(), "m/s²")),
                "STATSports glossary",
                COVERAGE);
        add(
                "load",
                "Mechanical load",
                "",
                "How much the body was shaken: changes of the acceleration that the sensor itself measures.",
                "Σ √(Δax² + Δay² + Δaz²) / 100, a in g, as at 100 samples a second",
                List.of(),
                "The idea behind several makers' loads; critique: PMC7052708, PMC12833393",
                "Only where the sensor gives acceleration. Compare a player with himself on the same sensor, not players"
                        + " with each other.");
    }

    private void power() {
        String source = "di Prampero 2005; Minetti and Parvei 2018; Osgnach 2010. Validity: PMC9729919";
        String quality =
                "An estimate: its error against measured oxygen is 6 to 52 %, and it needs 10 readings a second."
                        + " Plausible for a match: 61.1 ± 6.6 kJ/kg.";
        add(
                "energy_kj_kg",
                "Metabolic work",
                "kJ/kg",
                "Energy per kilogram of body mass that the running cost, speeding up and braking included.",
                "∫ C v dt; C = cost by ES = a/g + k v²/g, times EM = √(ES² + 1); k = 0.0037; walking below the speed of"
                        + " transition on slopes of −0.3 to 0.4, else running",
                List.of(),
                source,
                quality);
        add(
                "equivalent_m",
                "Equivalent distance",
                "m",
                "How far the same work would carry the player at an even pace on flat grass.",
                "work / 3.6 J/kg/m",
                List.of(new Threshold("cost of even running", 3.6, "J/kg/m")),
                source,
                quality);
        add(
                "high_power_m",
                "High-power distance",
                "m",
                "Metres run while the metabolic power was high.",
                "Σ distance while C v > threshold",
                List.of(new Threshold("above", rules.highPowerWkg(), "W/kg")),
                "Osgnach 2010 (26 % of the distance of a match)",
                quality);
    }

    private void heart() {
        List<Threshold> hold = List.of(ms("stands for at most", rules.hrGapMsMax()));
        addMedical(
                "hr",
                "Heart rate",
                "bpm",
                "Mean of the sensor's heart rate over the newest second that has one, rounded.",
                "mean of the second's samples",
                List.of(),
                "The sensor",
                HEART_QUALITY);
        addMedical(
                "hr_zones",
                "Heart-rate zones",
                "s",
                "Time at 50–60, 60–70, 70–80, 80–90 and 90–100 % of the player's own maximum.",
                "Σ time by zone of hr / hr_max",
                hold,
                "Edwards 1993",
                HEART_QUALITY + " Only where the set-up says the player's maximum.");
        addMedical(
                "trimp_edwards",
                "TRIMP (Edwards)",
                "",
                "Training impulse by zones: minutes in the five heart-rate zones, times 1 to 5.",
                "Σ minutes(zone) × zone",
                hold,
                "Edwards 1993; trainingimpulse.com/edwards-trimp",
                HEART_QUALITY + " Only where the set-up says the player's maximum.");
        addMedical(
                "trimp_banister",
                "TRIMP (Banister)",
                "",
                "Training impulse by heart-rate reserve, per sample rather than by the session's mean.",
                "Σ Δt(min) r 0.64 e^(1.92 r) for men, 0.86 e^(1.67 r) for women; r = (hr − rest)/(max − rest)",
                hold,
                "Banister 1991",
                HEART_QUALITY + " Only where the set-up says maximum, rest and sex.");
    }

    private void windows() {
        add(
                "windows",
                "Hardest minutes",
                "m",
                "The largest sum of distance, high-speed and high-load metres over any 1, 3, 5 or 10 minutes in a row.",
                "max over t of Σ seconds t … t + N − 1, rolling by one second; of equal ones the first",
                WorstWindows.MINUTES.stream()
                        .map(minutes -> new Threshold("window", minutes, "min"))
                        .toList(),
                "Rolling rather than fixed windows: Fereday 2020",
                "A second without data counts as nothing run. None is shown before the recording is as long as the"
                        + " window. Corrections are in it at once.");
        add(
                "ewma_load",
                "Load over days",
                "",
                "A match's load as exponentially weighted means over 7 and 28 days, and the ratio of the two.",
                "today = value λ + yesterday (1 − λ), λ = 2/(N + 1); a day without a session is 0;"
                        + " uncoupled ratio = mean(last 7 days) / mean(the 21 before)",
                List.of(
                        new Threshold("fast", EwmaLoad.ACUTE_DAYS, "days"),
                        new Threshold("slow", EwmaLoad.CHRONIC_DAYS, "days"),
                        new Threshold("warm-up", EwmaLoad.WARM_UP_DAYS, "days")),
                "Williams 2017; Impellizzeri 2020",
                "Descriptive: no range of the ratio is known to be safe, so there are no traffic lights. No ratio before"
                        + " the warm-up is over. Only what this platform recorded is in it.");
    }

    private void team() {
        add(
                "team_shape",
                "Team shape",
                "",
                "Where a team stands, without its goalkeeper: mean position, width across and depth along the pitch, and"
                        + " the area of the hull around its players.",
                "mean of x and y; max y − min y; max x − min x; area of the convex hull",
                List.of(new Threshold("players for an area", TeamShape.AREA_PLAYERS_MIN, "")),
                "Frencken 2011; Clemente 2013",
                "Once a second, by the newest positions of those who are tracked.");
        add(
                "possession",
                "Possession",
                "%",
                "Which team has the ball, by proximity: the nearest player's, if he is near enough, until one of the other"
                        + " team is.",
                "per second; share = home / (home + away); nobody while the ball is out or not known",
                List.of(
                        new Threshold("within", Possession.RADIUS_M, "m"),
                        new Threshold("recent", Possession.RECENT_S / 60.0, "min")),
                "A simpler form of the DEBS 2013 challenge, from positions once a second instead of touches",
                "Only where the ball is tracked. Differs from the count of passes that broadcasters show.");
        add(
                "heat_map",
                "Heat map",
                "s",
                "Seconds spent in each part of the pitch.",
                "count of player seconds by cell of their last position",
                List.of(new Threshold("columns", HeatMap.COLUMNS, ""), new Threshold("rows", HeatMap.ROWS, "")),
                "Plain counting, no smoothing between cells",
                "Positions outside the lines count for the cell at the edge.");
    }

    private void time() {
        add(
                "missing",
                "Missing time",
                "s",
                "Time that no reading covers. Metres across it are not guessed.",
                "Σ gaps between readings longer than the threshold",
                List.of(gap(), new Threshold("corrected up to", rules.latenessMs() / 1e3, "s late")),
                "This platform",
                "A reading that comes late fills its gap, and every number follows; one later than the bound is kept and"
                        + " counted, but changes nothing.");
    }

    // --- parts of a card --------------------------------------------------------------------------------------------

    private List<Threshold> zones() {
        List<Threshold> zones = new ArrayList<>();
        for (int i = 0; i < rules.zonesKmh().size(); i++) {
            zones.add(kmh("zone " + (i + 2) + " from", rules.zonesKmh().get(i)));
        }
        return zones;
    }

    private Threshold speedCap() {
        return new Threshold("believed up to", rules.speedMpsMax(), "m/s");
    }

    private Threshold gap() {
        return new Threshold("gap above", rules.gapMsMax() / 1e3, "s");
    }

    private static Threshold kmh(String name, double value) {
        return new Threshold(name, value, "km/h");
    }

    private static Threshold ms(String name, long value) {
        return new Threshold(name, value / 1e3, "s");
    }

    private String filter() {
        return String.format(
                Locale.ROOT,
                "Moving average over all readings within ±%.2f s (Savitzky-Golay of order 1), never across a gap above"
                        + " %.1f s or the end of a period; steps faster than %.0f m/s left out. Window and gap are wider in"
                        + " a match whose set-up names slower sampling.",
                rules.smoothingHalfWindowMs() / 1e3,
                rules.gapMsMax() / 1e3,
                rules.speedMpsMax());
    }

    private void add(
            String id,
            String name,
            String unit,
            String definition,
            String formula,
            List<Threshold> thresholds,
            String source,
            String quality) {
        add(id, name, unit, false, definition, formula, thresholds, filter(), source, quality);
    }

    private void addMedical(
            String id,
            String name,
            String unit,
            String definition,
            String formula,
            List<Threshold> thresholds,
            String source,
            String quality) {
        add(id, name, unit, true, definition, formula, thresholds, "None: the sensor's own values.", source, quality);
    }

    private void add(
            String id,
            String name,
            String unit,
            boolean medical,
            String definition,
            String formula,
            List<Threshold> thresholds,
            String filter,
            String source,
            String quality) {
        cards.add(new MetricCard(
                id,
                name,
                unit,
                medical,
                definition,
                formula,
                thresholds,
                filter,
                source,
                quality,
                rules.definitionVersion()));
    }
}
