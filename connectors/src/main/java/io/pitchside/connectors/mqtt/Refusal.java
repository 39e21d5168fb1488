package io.pitchside.connectors.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;

/** Why a CONNECT is turned away: one reason, as each version of MQTT can say it. */
enum Refusal {
    VERSION(
            MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
            MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION,
            "this front door speaks MQTT 3.1.1 and 5"),
    CLIENT_ID(
            MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
            MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID,
            "a client without an identifier must ask for a clean session; it may have 256 characters"),
    WRONG_PASSWORD(
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD,
            "the user name is no device of the devices file, or the password is not its own"),
    NAME_NEEDED(
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
            "connect with the user name and password of a device"),
    AUTHENTICATION_METHOD(
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD,
            "only user name and password are understood"),
    WILL_RETAIN(
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
            MqttConnectReturnCode.CONNECTION_REFUSED_RETAIN_NOT_SUPPORTED,
            "this front door keeps no messages, so a will cannot be retained"),
    WILL_QOS(
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
            MqttConnectReturnCode.CONNECTION_REFUSED_QOS_NOT_SUPPORTED,
            "QoS 2 is not supported"),
    WILL(
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
            MqttConnectReturnCode.CONNECTION_REFUSED_IMPLEMENTATION_SPECIFIC,
            "this front door has no subscribers that a will could be published to; connect without one"),
    TOO_MANY(
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
            MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED,
            "as many devices are connected as connections.max allows"),
    BUSY(
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY,
            "too many devices connect at once, try again in a moment");

    private final MqttConnectReturnCode code3;
    private final MqttConnectReturnCode code5;
    private final String text;

    Refusal(MqttConnectReturnCode code3, MqttConnectReturnCode code5, String text) {
        this.code3 = code3;
        this.code5 = code5;
        this.text = text;
    }

    MqttConnectReturnCode code(boolean version5) {
        return version5 ? code5 : code3;
    }

    String text() {
        return text;
    }
}
