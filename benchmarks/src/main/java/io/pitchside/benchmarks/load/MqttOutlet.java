package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Publishes the matches' readings, one connection per match, as the gateways of stadiums do. Used by one thread. */
final class MqttOutlet implements Outlet, AutoCloseable {
    private static final int TOPIC_BYTES_MAX = 256;

    private final Schedule schedule;
    private final Gateway[] gateways;
    private final int messageBytesMax;
    private int current = -1;

    private MqttOutlet(Schedule schedule, Gateway[] gateways) {
        this.schedule = schedule;
        this.gateways = gateways;
        messageBytesMax = TOPIC_BYTES_MAX + schedule.readingsPerMessage() * (ReadingWriter.READING_BYTES_MAX + 1) + 2;
    }

    /** One match's connection, its topics and what is written to them. */
    private static final class Gateway {
        final MqttConnection connection;
        final ReadingWriter writer;
        final byte[] frameTopic;
        final byte[][] tagTopics = new byte[Tags.COUNT][];
        boolean dirty;

        Gateway(MqttConnection connection, ReadingWriter writer, String stadiumId, String matchId) {
            this.connection = connection;
            this.writer = writer;
            String match = "stadiums/" + stadiumId + "/matches/" + matchId;
            frameTopic = (match + "/readings").getBytes(UTF_8);
            for (int tag = 0; tag < Tags.COUNT; tag++) {
                tagTopics[tag] = (match + "/players/" + Tags.id(tag) + "/readings").getBytes(UTF_8);
            }
        }
    }

    /** @throws IOException if a connection is refused; those opened before are closed */
    static MqttOutlet open(InetSocketAddress address, String stadiumId, List<String> matchIds, Accounting accounting)
            throws IOException {
        Schedule schedule = accounting.schedule();
        MqttOutlet outlet = new MqttOutlet(schedule, new Gateway[matchIds.size()]);
        try {
            for (int match = 0; match < matchIds.size(); match++) {
                String matchId = matchIds.get(match);
                outlet.gateways[match] = new Gateway(
                        MqttConnection.open(address, "bench-" + matchId, accounting),
                        new ReadingWriter(stadiumId, matchId, match, schedule.hz()),
                        stadiumId,
                        matchId);
            }
            return outlet;
        } catch (IOException e) {
            outlet.close();
            throw e;
        }
    }

    MqttConnection connection(int match) {
        return gateways[match].connection;
    }

    @Override
    public boolean hasRoom(long message) {
        return gateways[schedule.match(message)].connection.hasRoom(messageBytesMax);
    }

    @Override
    public void send(long message, long tsMs) throws IOException {
        int match = schedule.match(message);
        Gateway gateway = gateways[match];
        if (match != current) {
            flushCurrent();
            current = match;
        }
        int seq = schedule.tick(message);
        if (schedule.framed()) {
            gateway.writer.frame(gateway.connection.begin(gateway.frameTopic), seq, tsMs);
        } else {
            int tag = schedule.tag(message);
            gateway.writer.reading(gateway.connection.begin(gateway.tagTopics[tag]), tag, seq, tsMs);
        }
        gateway.connection.end();
        gateway.dirty = true;
    }

    /** The next message goes to another connection: what waits for this one need not wait any longer. */
    private void flushCurrent() throws IOException {
        if (current >= 0) {
            gateways[current].dirty = !gateways[current].connection.flush();
        }
    }

    @Override
    public boolean flush() throws IOException {
        boolean done = true;
        for (Gateway gateway : gateways) {
            if (gateway.dirty) {
                gateway.dirty = !gateway.connection.flush();
                done &= !gateway.dirty;
            }
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        for (Gateway gateway : gateways) {
            // A slot is empty where opening stopped half-way.
            if (gateway != null) {
                gateway.connection.close();
            }
        }
    }
}
