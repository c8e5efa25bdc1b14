package io.lambdagrid.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** A connection to a server that brings every request there and may lose the answers. */
final class LossyLink implements AutoCloseable {
    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean losing;

    private LossyLink(ServerSocket listener, String host, int port) {
        this.listener = listener;
        this.host = host;
        this.port = port;
    }

    static LossyLink to(String contactPoint) throws IOException {
        int colon = contactPoint.lastIndexOf(':');
        LossyLink link = new LossyLink(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                contactPoint.substring(0, colon),
                Integer.parseInt(contactPoint.substring(colon + 1)));
        link.threads.execute(link::accept);
        return link;
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    void loseAnswers() {
        losing = true;
    }

    void deliverAnswers() {
        losing = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(host, port);
                threads.execute(() -> copy(client, server, () -> false));
                threads.execute(() -> copy(server, client, () -> losing));
            } catch (IOException e) {
                // The link was closed, or the client will find that nobody is there.
            }
        }
    }

    private static void copy(Socket from, Socket to, BooleanSupplier lose) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!lose.getAsBoolean()) {
                    out.write(buffer, 0, length);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // Either end may go at any time; then both go.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
