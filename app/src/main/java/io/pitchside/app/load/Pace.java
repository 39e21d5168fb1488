package io.pitchside.app.load;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Plays the times of a file at so many times real time. Not thread-safe. */
final class Pace {
    /** Waits some nanoseconds. */
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    private final double speed;
    private final LongSupplier nanoTime;
    private final Sleep sleep;

    private boolean started;
    private long firstTs;
    private long startedAt;

    /** @param speed 0: as fast as it goes; 1: as it was played; 10: ten times as fast */
    Pace(double speed, LongSupplier nanoTime, Sleep sleep) {
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
    }

    static Pace of(double speed) {
        return new Pace(speed, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    boolean paced() {
        return speed > 0;
    }

    /** Waits until it is time for what was measured then. */
    void await(long ts) throws InterruptedException {
        if (!paced()) {
            return;
        }
        if (!started) {
            started = true;
            firstTs = ts;
            startedAt = nanoTime.getAsLong();
        }
        long dueAt = startedAt + (long) ((ts - firstTs) * 1e6 / speed);
        long left = dueAt - nanoTime.getAsLong();
        if (left > 0) {
            sleep.nanos(left);
        }
    }
}
