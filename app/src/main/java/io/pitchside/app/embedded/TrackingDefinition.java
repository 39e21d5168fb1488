package io.pitchside.app.embedded;

import io.pitchside.jobs.tracking.TrackingJob;
import io.pitchside.jobs.tracking.TrackingJobSettings;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The tracking job as {@link FlinkCluster#run} takes it. */
public record TrackingDefinition(TrackingJobSettings settings) implements Consumer<StreamExecutionEnvironment> {
    @Override
    public void accept(StreamExecutionEnvironment environment) {
        TrackingJob.define(environment, settings);
    }
}
