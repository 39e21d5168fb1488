package io.pitchside.simulator;

import static java.util.Objects.requireNonNull;

/** Something that goes wrong in one sensor. Times are virtual, epoch milliseconds by the right clock. */
public sealed interface SensorFault {
    String sensorId();

    /** From a moment on the sensor's clock is ahead (or, with a negative value, behind). */
    record ClockAhead(String sensorId, long fromMs, long byMs) implements SensorFault {
        public ClockAhead {
            requireNonNull(sensorId, "sensorId");
        }
    }

    /** The sensor restarts: silent for a while, then it counts from 0 again. */
    record Reboot(String sensorId, long atMs, long silentMs) implements SensorFault {
        public Reboot {
            requireNonNull(sensorId, "sensorId");
            if (silentMs < 0) {
                throw new IllegalArgumentException("a reboot of " + silentMs + " ms");
            }
        }
    }

    /** Nothing of the sensor arrives from {@code fromMs} (included) to {@code untilMs} (not included). */
    record Dropout(String sensorId, long fromMs, long untilMs) implements SensorFault {
        public Dropout {
            requireNonNull(sensorId, "sensorId");
            if (untilMs <= fromMs) {
                throw new IllegalArgumentException("a dropout that ends before it starts");
            }
        }
    }
}
