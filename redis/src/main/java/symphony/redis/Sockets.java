package symphony.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Opens sockets to one Redis and its sentinels.
 *
 * @param interruptible whether interrupting a thread that waits for an answer breaks the connection
 * @param connectMillis longest time for a connection to stand
 * @param answerMillis longest time without a byte
 */
record Sockets(RedisServer server, boolean interruptible, int connectMillis, int answerMillis) {

    /** Of a channel's socket a waiting thread can be called away; a plain one goes on whatever its thread is told. */
    Socket to(RedisServer.Address address) {
        try {
            Socket socket = interruptible ? SocketChannel.open().socket() : spinning();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(new InetSocketAddress(address.host(), address.port()), connectMillis);
                socket.setSoTimeout(connectMillis);
                Socket ready = server.tls().isPresent()
                        ? encrypted(socket, address, server.tls().get())
                        : socket;
                ready.setSoTimeout(answerMillis);
                return ready;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JedisConnectionException("no connection to " + address, e);
        } catch (IllegalArgumentException e) { // a host that cannot be one
            throw new JedisConnectionException("no connection to " + address, e);
        }
    }

    private static Socket spinning() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new SpinningInput(super.getInputStream(), System::nanoTime);
            }
        };
    }

    /** The certificate must be of an authority that is trusted, and for the host that was asked for (RFC 6125). */
    private Socket encrypted(Socket plain, RedisServer.Address address, TlsFiles tls) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.context().getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SocketTimeoutException e) {
            throw new SSLException("no TLS handshake within " + connectMillis + " ms", e);
        }
        return socket;
    }
}
