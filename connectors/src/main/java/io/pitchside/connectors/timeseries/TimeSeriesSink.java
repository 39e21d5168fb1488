package io.pitchside.connectors.timeseries;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes readings, player seconds, ledger, dead letters and alerts into the time-series store. A row is identified by
 * its event, so what is delivered again changes nothing. See {@link TimeSeriesSinkConfig} for the settings.
 */
public final class TimeSeriesSink extends SinkConnector {
    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> newSettings) {
        new TimeSeriesSinkConfig(newSettings);
        settings = Map.copyOf(newSettings);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TimeSeriesSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int tasksMax) {
        return Collections.nCopies(tasksMax, settings);
    }

    @Override
    public void stop() {
        // Nothing of the connector outlives its tasks.
    }

    @Override
    public ConfigDef config() {
        return TimeSeriesSinkConfig.DEFINITION;
    }

    @Override
    public String version() {
        return versionOfBuild();
    }

    static String versionOfBuild() {
        return Objects.requireNonNullElse(TimeSeriesSink.class.getPackage().getImplementationVersion(), "development");
    }
}
