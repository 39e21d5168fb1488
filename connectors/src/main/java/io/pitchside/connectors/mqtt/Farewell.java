package io.pitchside.connectors.mqtt;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection with a last packet that the client gets to read. Closing a socket at once while the client still
 * sends makes TCP throw away what it has not read yet, the reason included; so what it sends is read and dropped for a
 * moment longer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Farewell {
    private static final long LINGER_MS = 1_000;

    private Farewell() {}

    /** Drops what the client still sends. */
    private static final class Discard extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ReferenceCountUtil.release(bytes);
        }
    }

    /** Sends the packet and closes; on the event loop. */
    static void send(ChannelHandlerContext context, MqttMessage last) {
        context.executor().schedule(() -> context.close(), LINGER_MS, TimeUnit.MILLISECONDS);
        context.channel().config().setAutoRead(true);
        context.pipeline().replace(Handshake.DECODER, Handshake.DECODER, new Discard());
        boolean plain = context.pipeline().get(SslHandler.class) == null;
        context.writeAndFlush(last).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess() && plain && written.channel() instanceof SocketChannel socket) {
                socket.shutdownOutput();
            } else {
                written.channel().close();
            }
        });
    }
}
