package io.pitchside.simulator;

/**
 * Picks a share of the items that pass by: exactly one out of every {@code 1/share}, which one is a matter of luck. So
 * the count is right after any number of items, give or take one, and a short test sees as many as it asked for. Not
 * thread-safe.
 */
final class Lottery {
    private final double share;
    private final Dice dice;
    private long seen;
    private long drawn;
    private long winner = -1;

    Lottery(double share, Dice dice) {
        this.share = share;
        this.dice = dice;
    }

    /** Whether the next item is picked. */
    boolean next() {
        if (share <= 0) {
            return false;
        }
        if (winner < 0) {
            draw();
        }
        boolean hit = seen++ == winner;
        if (hit) {
            drawn++;
            draw();
        }
        return hit;
    }

    /** The next winner is one of the items that belong to the next prize. */
    private void draw() {
        long from = (long) Math.ceil(drawn / share);
        long to = Math.max(from + 1, (long) Math.ceil((drawn + 1) / share));
        winner = from + dice.below((int) Math.min(Integer.MAX_VALUE, to - from));
    }
}
