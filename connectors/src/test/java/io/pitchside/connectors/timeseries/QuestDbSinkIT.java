package io.pitchside.connectors.timeseries;

import io.pitchside.stores.timeseries.QuestDbServer;
import io.pitchside.stores.timeseries.StoreKind;
import io.pitchside.stores.timeseries.TimeSeriesAddress;
import java.nio.file.Path;

class QuestDbSinkIT extends TimeSeriesSinkContract {
    private QuestDbServer server;
    private int port;

    @Override
    TimeSeriesAddress startServer(Path folder) throws Exception {
        server = QuestDbServer.start(folder, port, "tests", "tests");
        port = server.port();
        return server.address();
    }

    @Override
    void stopServer() {
        server.close();
    }

    @Override
    StoreKind kind() {
        return StoreKind.QUESTDB;
    }
}
