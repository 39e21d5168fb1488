package io.pitchside.app;

import io.pitchside.app.config.Configuration;
import io.pitchside.app.embedded.Connectors;
import io.pitchside.app.embedded.FlinkJob;
import io.pitchside.app.embedded.KafkaClients;
import io.pitchside.app.embedded.Positions;
import io.pitchside.app.trust.Audit;
import io.pitchside.app.trust.LedgerLog;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.stores.timeseries.OpenedStore;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import io.pitchside.web.live.LiveHub;

/**
 * The parts of a started platform that answer questions. Immutable; what it names is thread-safe.
 *
 * @param run where everything is
 * @param pipeline the tracking pipeline, as this site declared it
 */
record Running(
        RunFile run,
        Configuration site,
        Pipeline pipeline,
        KafkaClients kafka,
        Positions positions,
        LedgerLog ledger,
        Connectors connectors,
        FlinkJob job,
        OpenedStore opened,
        TimeSeriesStore store,
        Audit audit,
        LiveHub hub) {}
