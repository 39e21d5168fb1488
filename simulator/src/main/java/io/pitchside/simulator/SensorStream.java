package io.pitchside.simulator;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a whole match in the order in which they arrive. Moves the match on by itself; the caller decides how
 * fast virtual time passes by how fast it takes messages. Not thread-safe.
 */
public final class SensorStream implements Iterator<SensorMessage> {
    /** What one message carries. */
    public enum Packing {
        /** One reading of one sensor. */
        READING,
        /** The readings of all sensors of one instant, as an array. */
        FRAME
    }

    private record Pending(SensorMessage message, long number) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(message.dueAt(), other.message.dueAt());
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final FootballMatch match;
    private final Packing packing;
    private final Faults faults;
    private final MatchFrame frame;
    private final SensorFaults sensorFaults;
    private final ReadingWriter writer = new ReadingWriter();
    /** Messages in due order; without faults that is the order in which they are made. */
    private final ArrayDeque<SensorMessage> ready = new ArrayDeque<>();

    private final PriorityQueue<Pending> delayed = new PriorityQueue<>();

    private final Lottery duplicates;
    private final Lottery late;
    private final Lottery broken;
    private final Dice duplicateDice;
    private final Dice lateDice;
    private final Dice disorderDice;
    private final Dice garbageDice;
    private final List<Garbage> kinds;
    private final boolean orderly;

    private boolean over;
    private long numbered;
    private long messages;
    private long readings;
    private long duplicateMessages;
    private long duplicateReadings;
    private long lateMessages;
    private long lateReadings;
    private long garbageMessages;
    private final Map<Garbage, Long> garbage = new EnumMap<>(Garbage.class);

    private SensorStream(FootballMatch match, Packing packing, Faults faults) {
        this.match = match;
        this.packing = packing;
        this.faults = faults;
        frame = match.newFrame();
        sensorFaults = new SensorFaults(faults.sensors(), frame);
        duplicates = new Lottery(faults.duplicateShare(), new Dice(faults.seed(), "duplicates"));
        late = new Lottery(faults.lateShare(), new Dice(faults.seed(), "late"));
        broken = new Lottery(faults.garbageShare(), new Dice(faults.seed(), "garbage"));
        duplicateDice = new Dice(faults.seed(), "duplicate delay");
        lateDice = new Dice(faults.seed(), "late delay");
        disorderDice = new Dice(faults.seed(), "disorder");
        garbageDice = new Dice(faults.seed(), "garbage bytes");
        kinds = List.copyOf(faults.garbage());
        orderly = faults.duplicateShare() == 0
                && faults.lateShare() == 0
                && faults.garbageShare() == 0
                && faults.disorder().isZero();
    }

    /** Takes over the match: nobody else may move it on from here. */
    public static SensorStream of(FootballMatch match, Packing packing, Faults faults) {
        return new SensorStream(match, packing, faults);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !over) {
            if (match.next(frame)) {
                sensorFaults.apply(frame);
                make();
            } else {
                over = true;
            }
            // Nothing made later can be due before the frame that was just made.
            release(over ? Long.MAX_VALUE : frame.at());
        }
        return !ready.isEmpty();
    }

    @Override
    public SensorMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the match is over");
        }
        return ready.removeFirst();
    }

    /** What was made so far, including what is still under way. */
    public FaultTally tally() {
        return new FaultTally(
                messages,
                readings,
                duplicateMessages,
                duplicateReadings,
                lateMessages,
                lateReadings,
                garbage,
                sensorFaults.lost());
    }

    private void make() {
        if (packing == Packing.READING) {
            for (int tag = 0; tag < frame.tags(); tag++) {
                if (frame.sending[tag]) {
                    send(frame.playerId(tag), writer.reading(frame, tag), 1);
                }
            }
            return;
        }
        int count = 0;
        writer.beginFrame();
        for (int tag = 0; tag < frame.tags(); tag++) {
            if (frame.sending[tag]) {
                writer.addToFrame(frame, tag);
                count++;
            }
        }
        if (count > 0) {
            send(null, writer.endFrame(), count);
        }
    }

    private void send(@Nullable String playerId, byte[] payload, int count) {
        messages++;
        readings += count;
        SensorMessage message = new SensorMessage(
                match.plan().stadiumId(), match.plan().matchId(), playerId, frame.at(), frame.at(), payload, count);
        if (orderly) {
            ready.addLast(message);
            return;
        }
        queue(message.dueAt(frame.at() + delayMs(count)));
        if (duplicates.next()) {
            duplicateMessages++;
            duplicateReadings += count;
            long laterMs =
                    (long) duplicateDice.between(0, faults.duplicateWithin().toMillis() + 1.0);
            SensorMessage copy = new SensorMessage(
                    message.stadiumId(),
                    message.matchId(),
                    playerId,
                    frame.at(),
                    frame.at() + laterMs,
                    payload.clone(),
                    count);
            queue(copy);
        }
        if (broken.next()) {
            breakOne(message);
        }
    }

    private long delayMs(int count) {
        long delayMs = 0;
        if (!faults.disorder().isZero()) {
            delayMs += (long) disorderDice.between(0, faults.disorder().toMillis() + 1.0);
        }
        if (late.next()) {
            lateMessages++;
            lateReadings += count;
            delayMs += (long) lateDice.between(
                    (double) faults.lateMin().toMillis(), faults.lateMax().toMillis() + 1.0);
        }
        return delayMs;
    }

    private void breakOne(SensorMessage good) {
        Garbage kind = kinds.get((int) (garbageMessages++ % kinds.size()));
        garbage.merge(kind, 1L, Long::sum);
        byte[] payload = kind.of(good.payload(), garbageDice);
        queue(new SensorMessage(good.stadiumId(), good.matchId(), good.playerId(), good.ts(), good.ts(), payload, 0));
    }

    private void queue(SensorMessage message) {
        delayed.add(new Pending(message, numbered++));
    }

    private void release(long untilMs) {
        while (!delayed.isEmpty() && delayed.peek().message().dueAt() <= untilMs) {
            ready.addLast(delayed.poll().message());
        }
    }
}
