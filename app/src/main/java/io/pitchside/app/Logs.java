package io.pitchside.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where the log goes: nowhere before a platform starts, then into files of its data folder. */
final class Logs {
    private static final String CONFIGURATION = "/logback-platform.xml";

    private Logs() {}

    /** From now on the log of this process goes into that folder. */
    static void into(Path folder) throws IOException {
        Files.createDirectories(folder);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        try (InputStream configuration = Logs.class.getResourceAsStream(CONFIGURATION)) {
            if (configuration == null) {
                throw new IOException(CONFIGURATION + " is missing from the class path");
            }
            context.reset();
            context.putProperty("logs", folder.toString());
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IOException("the log's configuration cannot be read: " + e.getMessage(), e);
        }
    }
}
