package io.pitchside.connectors.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a CONNECT asks for, as far as it matters here. Immutable.
 *
 * @param clientId empty where the client leaves the choice to us
 * @param keepAliveS seconds; 0 for none
 * @param explained whether the client wants reason strings (MQTT 5; in PUBACK and SUBACK)
 * @param refusal why it cannot be granted whoever asks; null if it can
 */
@SuppressWarnings("ArrayRecordComponent") // a password is bytes in MQTT; requests are never compared
record ConnectRequest(
        boolean version5,
        String clientId,
        @Nullable String userName,
        byte @Nullable [] password,
        int keepAliveS,
        boolean explained,
        boolean hasWill,
        @Nullable Refusal refusal) {
    static final int CLIENT_ID_CHARS_MAX = 256;
    /** A client that takes only packets smaller than this gets no reason strings. */
    private static final int EXPLAINED_BYTES_MIN = 512;

    static ConnectRequest of(MqttConnectMessage message) {
        MqttConnectVariableHeader header = message.variableHeader();
        MqttConnectPayload payload = message.payload();
        boolean version5 = header.version() == MqttVersion.MQTT_5.protocolLevel();
        MqttProperties properties = header.properties();
        boolean explained = version5
                && number(properties, MqttPropertyType.REQUEST_PROBLEM_INFORMATION, 1) != 0
                && number(properties, MqttPropertyType.MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE) >= EXPLAINED_BYTES_MIN;
        String clientId = payload.clientIdentifier() == null ? "" : payload.clientIdentifier();
        return new ConnectRequest(
                version5,
                clientId,
                header.hasUserName() ? payload.userName() : null,
                payload.passwordInBytes(),
                header.keepAliveTimeSeconds(),
                explained,
                header.isWillFlag(),
                refusal(header, clientId, version5));
    }

    private static @Nullable Refusal refusal(MqttConnectVariableHeader header, String clientId, boolean version5) {
        if (header.version() < MqttVersion.MQTT_3_1_1.protocolLevel()) {
            return Refusal.VERSION;
        }
        boolean unnamedSession = !version5 && clientId.isEmpty() && !header.isCleanSession();
        if (unnamedSession || clientId.length() > CLIENT_ID_CHARS_MAX) {
            return Refusal.CLIENT_ID;
        }
        if (!version5) {
            // 3.1.1 has no code that says why a will is refused, and many devices set one by habit: it is ignored, and
            // logged. MQTT 5 can say it, so there a will that nobody would get is refused.
            return null;
        }
        if (header.properties().getProperty(MqttPropertyType.AUTHENTICATION_METHOD.value()) != null) {
            return Refusal.AUTHENTICATION_METHOD;
        }
        if (!header.isWillFlag()) {
            return null;
        }
        if (header.willQos() > 1) {
            return Refusal.WILL_QOS;
        }
        return header.isWillRetain() ? Refusal.WILL_RETAIN : Refusal.WILL;
    }

    private static int number(MqttProperties properties, MqttPropertyType type, int absent) {
        MqttProperty<?> property = properties.getProperty(type.value());
        return property != null && property.value() instanceof Integer number ? number : absent;
    }
}
