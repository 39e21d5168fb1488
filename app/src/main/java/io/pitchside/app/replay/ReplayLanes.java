package io.pitchside.app.replay;

import io.pitchside.jobs.tracking.TrackingReplay;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.SetupApplied;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The same records into several replays, each on a thread of its own while the caller reads on. What is on its way is
 * bounded; a caller that is faster than the slowest replay waits. Used by one thread; closing ends the threads.
 */
final class ReplayLanes implements ReplayInput, AutoCloseable {
    private static final int BATCH = 500;
    private static final int BATCHES_MAX = 8;
    private static final long WAIT_MS = 100;

    private final List<Lane> lanes = new ArrayList<>();
    private final TrackingReplay first;
    private List<Consumer<TrackingReplay>> batch = new ArrayList<>(BATCH);

    /** Starts a thread for each replay, which is the lane's alone until {@link #finished}. */
    ReplayLanes(List<TrackingReplay> replays) {
        first = replays.get(0);
        replays.forEach(replay -> lanes.add(new Lane(replay)));
        lanes.forEach(lane -> lane.thread.start());
    }

    @Override
    public void record(ConsumerRecord<byte[], byte[]> record) {
        // Looking at the key changes nothing in a replay, so this thread may; most records are of other matches.
        if (first.concerns(record.key())) {
            add(replay -> replay.record(record));
        }
    }

    @Override
    public void reading(AcceptedReading reading) {
        add(replay -> replay.reading(reading));
    }

    @Override
    public void setup(SetupApplied setup) {
        add(replay -> replay.setup(setup));
    }

    private void add(Consumer<TrackingReplay> work) {
        batch.add(work);
        if (batch.size() == BATCH) {
            handOver();
        }
    }

    private void handOver() {
        List<Consumer<TrackingReplay>> full = batch;
        batch = new ArrayList<>(BATCH);
        lanes.forEach(lane -> lane.hand(full));
    }

    /** The replays with everything in them, their last seconds too. */
    List<TrackingReplay> finished() throws InterruptedException {
        add(TrackingReplay::finish);
        handOver();
        // An empty batch is the end of a lane.
        lanes.forEach(lane -> lane.hand(List.of()));
        for (Lane lane : lanes) {
            lane.thread.join();
            lane.rethrow();
        }
        return lanes.stream().map(lane -> lane.replay).toList();
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.thread.interrupt());
    }

    /** One replay and what waits for it. */
    private static final class Lane {
        private final TrackingReplay replay;
        private final BlockingQueue<List<Consumer<TrackingReplay>>> waiting = new ArrayBlockingQueue<>(BATCHES_MAX);
        private volatile @Nullable RuntimeException failure;

        private final Thread thread;

        Lane(TrackingReplay replay) {
            this.replay = replay;
            this.thread = new Thread(this::run, "replay");
            thread.setDaemon(true);
        }

        private void run() {
            try {
                List<Consumer<TrackingReplay>> next = waiting.take();
                while (!next.isEmpty()) {
                    next.forEach(work -> work.accept(replay));
                    next = waiting.take();
                }
            } catch (InterruptedException e) {
                // The caller gave up; nobody looks at this replay any more.
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        void hand(List<Consumer<TrackingReplay>> next) {
            try {
                do {
                    rethrow();
                } while (!waiting.offer(next, WAIT_MS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a match was replayed", e);
            }
        }

        void rethrow() {
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
