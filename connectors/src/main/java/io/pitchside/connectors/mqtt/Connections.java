package io.pitchside.connectors.mqtt;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Everybody who is connected, and who of them is not read at the moment. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Connections {
    private final int connectionsMax;
    private final FrontDoorMetrics metrics;
    private final Set<Channel> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger admitted = new AtomicInteger();
    private final Map<ClientName, MqttConnection> byName = new ConcurrentHashMap<>();
    private final Set<MqttConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<MqttConnection> paused = ConcurrentHashMap.newKeySet();

    /** A client identifier belongs to a device: nobody can throw another device out by taking its identifier. */
    private record ClientName(String device, String clientId) {}

    Connections(int connectionsMax, FrontDoorMetrics metrics) {
        this.connectionsMax = connectionsMax;
        this.metrics = metrics;
    }

    /** Takes note of a new socket until it closes; false if there are too many to hear one more. */
    boolean arrive(Channel socket, int arrivingMax) {
        if (sockets.size() >= connectionsMax + arrivingMax) {
            return false;
        }
        sockets.add(socket);
        socket.closeFuture().addListener(closed -> sockets.remove(socket));
        return true;
    }

    /** Takes a place among the admitted; false if there is none left. An older connection of the same name must go. */
    boolean admit(MqttConnection connection, Device device, String clientId) {
        ClientName name = new ClientName(device.name(), clientId);
        if (admitted.get() >= connectionsMax && !byName.containsKey(name)) {
            return false;
        }
        admitted.incrementAndGet();
        open.add(connection);
        metrics.connections.increment();
        MqttConnection older = byName.put(name, connection);
        if (older != null) {
            older.takenOver();
        }
        return true;
    }

    /** Gives the place back; once for each {@link #admit} that was true. */
    void leave(MqttConnection connection, Device device, String clientId) {
        open.remove(connection);
        paused.remove(connection);
        admitted.decrementAndGet();
        metrics.connections.decrement();
        byName.remove(new ClientName(device.name(), clientId), connection);
    }

    void pause(MqttConnection connection) {
        paused.add(connection);
    }

    void resume(MqttConnection connection) {
        paused.remove(connection);
    }

    /** Lets everybody who is not read look again whether they may be. */
    void resumeAll() {
        paused.forEach(MqttConnection::reconsiderReading);
    }

    int pausedCount() {
        return paused.size();
    }

    /** Ends the connections of devices that are not in the file any more, or differently. */
    void recheck(DeviceGate gate) {
        for (MqttConnection connection : open) {
            Optional<Device> now = gate.current(connection.device());
            if (now.isEmpty() || !now.get().equals(connection.device())) {
                connection.deviceChanged();
            }
        }
    }

    void closeAll() {
        open.forEach(MqttConnection::shutDown);
        // The last packets are on their way in front of this: both are tasks of the socket's own event loop.
        sockets.forEach(socket -> socket.eventLoop().execute(socket::close));
    }
}
