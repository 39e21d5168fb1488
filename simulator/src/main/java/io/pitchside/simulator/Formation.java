package io.pitchside.simulator;

import java.util.List;

/** How ten outfield players share the pitch, seen in the direction of attack. */
enum Formation {
    FOUR_THREE_THREE(
            back(0.08, 0.10),
            back(0, 0.37),
            back(0, 0.63),
            back(0.08, 0.90),
            middle(0.36, 0.50),
            middle(0.56, 0.28),
            middle(0.56, 0.72),
            front(0.94, 0.09),
            front(1, 0.50),
            front(0.94, 0.91)),
    FOUR_FOUR_TWO(
            back(0.07, 0.11),
            back(0, 0.37),
            back(0, 0.63),
            back(0.07, 0.89),
            middle(0.55, 0.09),
            middle(0.42, 0.38),
            middle(0.42, 0.62),
            middle(0.55, 0.91),
            front(0.92, 0.40),
            front(1, 0.61)),
    FOUR_TWO_THREE_ONE(
            back(0.08, 0.10),
            back(0, 0.37),
            back(0, 0.63),
            back(0.08, 0.90),
            middle(0.34, 0.37),
            middle(0.34, 0.63),
            middle(0.74, 0.10),
            middle(0.70, 0.50),
            middle(0.74, 0.90),
            front(1, 0.50)),
    THREE_FIVE_TWO(
            back(0, 0.24),
            back(0, 0.50),
            back(0, 0.76),
            middle(0.45, 0.06),
            middle(0.34, 0.50),
            middle(0.55, 0.32),
            middle(0.55, 0.68),
            middle(0.45, 0.94),
            front(0.95, 0.38),
            front(1, 0.62));

    /**
     * A place in the formation.
     *
     * @param depth 0 is the last line of the team, 1 its most advanced one
     * @param width 0 is the right touchline of the team, 1 its left one
     */
    record Slot(String role, double depth, double width) {
        /** Whether the place is beside a touchline: full backs and wingers. */
        boolean wide() {
            return width < 0.2 || width > 0.8;
        }
    }

    static final Slot KEEPER = new Slot("goalkeeper", 0, 0.5);

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say
    private final List<Slot> outfield;

    Formation(Slot... outfield) {
        this.outfield = List.of(outfield);
    }

    List<Slot> outfield() {
        return outfield;
    }

    private static Slot back(double depth, double width) {
        return new Slot("defender", depth, width);
    }

    private static Slot middle(double depth, double width) {
        return new Slot("midfielder", depth, width);
    }

    private static Slot front(double depth, double width) {
        return new Slot("forward", depth, width);
    }
}
