package io.pitchside.connectors.mqtt;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The packets that the front door sends, plain acknowledgements aside. */
final class Replies {
    /** Messages that a client may have in flight: as many as packet identifiers; bytes are what is limited. */
    static final int RECEIVE_MAX = 65_535;

    static final MqttMessage PING_RESPONSE = new MqttMessage(header(MqttMessageType.PINGRESP));

    private static final int SUBSCRIPTION_FAILED_3 = 0x80;
    private static final int NOT_AUTHORISED_5 = 0x87;
    private static final String NO_BROKER =
            "this is a front door for readings, not a broker: nothing can be subscribed to";

    private Replies() {}

    /** What the server tells a client that it admits; properties exist in MQTT 5 only. */
    static MqttConnAckMessage admitted(
            boolean version5, int packetBytesMax, @Nullable String assignedClientId, int serverKeepAliveS) {
        MqttProperties properties = new MqttProperties();
        if (version5) {
            number(properties, MqttPropertyType.SESSION_EXPIRY_INTERVAL, 0);
            number(properties, MqttPropertyType.RECEIVE_MAXIMUM, RECEIVE_MAX);
            number(properties, MqttPropertyType.MAXIMUM_QOS, 1);
            number(properties, MqttPropertyType.RETAIN_AVAILABLE, 0);
            number(properties, MqttPropertyType.MAXIMUM_PACKET_SIZE, packetBytesMax);
            number(properties, MqttPropertyType.TOPIC_ALIAS_MAXIMUM, 0);
            number(properties, MqttPropertyType.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
            number(properties, MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
            number(properties, MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE, 0);
            if (assignedClientId != null) {
                properties.add(
                        new StringProperty(MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value(), assignedClientId));
            }
            if (serverKeepAliveS > 0) {
                number(properties, MqttPropertyType.SERVER_KEEP_ALIVE, serverKeepAliveS);
            }
        }
        return connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, properties);
    }

    static MqttConnAckMessage refused(boolean version5, Refusal refusal) {
        return connAck(refusal.code(version5), version5 ? explanation(refusal.text()) : MqttProperties.NO_PROPERTIES);
    }

    private static MqttConnAckMessage connAck(MqttConnectReturnCode code, MqttProperties properties) {
        return new MqttConnAckMessage(
                header(MqttMessageType.CONNACK), new MqttConnAckVariableHeader(code, false, properties));
    }

    /** MQTT 5 only. */
    static MqttMessage disconnect(MqttReasonCodes.Disconnect reason, String text) {
        return new MqttMessage(
                header(MqttMessageType.DISCONNECT),
                new MqttReasonCodeAndPropertiesVariableHeader(reason.byteValue(), explanation(text)));
    }

    /** A negative acknowledgement; MQTT 5 only. */
    static MqttMessage refusedPublish(int packetId, MqttReasonCodes.PubAck reason, @Nullable String text) {
        return new MqttMessage(
                header(MqttMessageType.PUBACK),
                new MqttPubReplyMessageVariableHeader(packetId, reason.byteValue(), explanation(text)));
    }

    static MqttMessage refusedSubscriptions(boolean version5, boolean explained, int packetId, int count) {
        int[] codes = new int[count];
        Arrays.fill(codes, version5 ? NOT_AUTHORISED_5 : SUBSCRIPTION_FAILED_3);
        MqttProperties properties = explained ? explanation(NO_BROKER) : MqttProperties.NO_PROPERTIES;
        return new MqttSubAckMessage(
                header(MqttMessageType.SUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, properties),
                new MqttSubAckPayload(codes));
    }

    static MqttMessage nothingUnsubscribed(int packetId, int count) {
        short[] codes = new short[count];
        Arrays.fill(codes, MqttReasonCodes.UnsubAck.NO_SUBSCRIPTION_EXISTED.byteValue());
        return new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttUnsubAckPayload(codes));
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    private static MqttProperties explanation(@Nullable String text) {
        MqttProperties properties = new MqttProperties();
        if (text != null) {
            properties.add(new StringProperty(MqttPropertyType.REASON_STRING.value(), text));
        }
        return properties;
    }

    private static void number(MqttProperties properties, MqttPropertyType type, int value) {
        properties.add(new IntegerProperty(type.value(), value));
    }
}
