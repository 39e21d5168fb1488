package io.pitchside.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connector's task counts about itself, read from the metrics of the Connect worker in this process. */
final class DoorCounters {
    private static final Logger LOG = LoggerFactory.getLogger(DoorCounters.class);

    private DoorCounters() {}

    /** Every number of the connector's tasks by its name, {@code refused-connections} as {@code refused_connections}. */
    static ObjectNode of(String connector) {
        ObjectNode counters = JsonNodeFactory.instance.objectNode();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName pattern = new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",*");
            for (ObjectName name : server.queryNames(pattern, null)) {
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                    if (server.getAttribute(name, attribute.getName()) instanceof Number number) {
                        String key = attribute.getName().replace('-', '_');
                        counters.put(key, counters.path(key).asLong() + number.longValue());
                    }
                }
            }
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("no connector can be called \"" + connector + "\"", e);
        } catch (JMException e) {
            // A task that stops meanwhile takes its numbers with it.
            LOG.debug("the counters of {} went away", connector, e);
        }
        return counters;
    }
}
