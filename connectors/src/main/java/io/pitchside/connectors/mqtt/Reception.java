package io.pitchside.connectors.mqtt;

/**
 * What all connections of the endpoint share. Thread-safe.
 *
 * @param packetBytesMax largest packet that an admitted client may send
 * @param inflightBytesMax bytes of one connection that may wait for Kafka before it is not read any more
 */
record Reception(
        int packetBytesMax,
        int inflightBytesMax,
        DeviceGate gate,
        Connections connections,
        RecordQueue queue,
        FrontDoorMetrics metrics,
        Warnings warnings) {}
