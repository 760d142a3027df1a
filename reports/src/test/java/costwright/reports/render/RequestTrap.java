package costwright.reports.render;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that answers nothing and remembers the first line of whatever is asked. */
final class RequestTrap implements AutoCloseable {
    private final ServerSocket server;
    private final Thread listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RequestTrap() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening = new Thread(this::listen, "request-trap");
        listening.setDaemon(true);
        listening.start();
    }

    /** The flags that send every request of a browser here. */
    String[] flags() {
        return new String[] {"--proxy-server=127.0.0.1:" + server.getLocalPort(), "--proxy-bypass-list=<-loopback>"};
    }

    /** What was asked for, without what browsers ask their makers on their own. */
    List<String> requests() {
        return requests.stream()
                .filter(line -> !line.matches(".*\\b(google|googleapis|gvt1|gstatic|chrome|microsoft)\\b.*"))
                .toList();
    }

    private void listen() {
        try {
            while (true) {
                try (Socket socket = server.accept();
                        BufferedReader reader = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                    requests.add(String.valueOf(reader.readLine()));
                }
            }
        } catch (SocketException closed) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
